import { describe, expect, test } from '@jest/globals';
import { browserCommand, type Place } from './open-browser.ts';

const url = 'http://127.0.0.1:8080';
const linux: Place = { platform: 'linux', environment: { DISPLAY: ':0' }, isTerminal: true };

describe('a browser is opened', () => {
  test.each<[string, Place, string[]]>([
    ['under X', linux, ['xdg-open', url]],
    ['under Wayland', { ...linux, environment: { WAYLAND_DISPLAY: 'wayland-0' } }, ['xdg-open', url]],
    ['on a Mac', { ...linux, platform: 'darwin', environment: {} }, ['open', url]],
    [
      'under Windows',
      { ...linux, platform: 'win32', environment: {} },
      ['rundll32', 'url.dll,FileProtocolHandler', url],
    ],
  ])('%s', (_, place, command) => {
    expect(browserCommand(url, place)).toEqual(command);
  });

  test.each<[string, Place]>([
    ['without a display', { ...linux, environment: {} }],
    ['over SSH', { ...linux, environment: { DISPLAY: ':10', SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' } }],
    ['in CI', { ...linux, environment: { DISPLAY: ':99', CI: 'true' } }],
    ['where nobody looks', { ...linux, isTerminal: false }],
  ])('not %s', (_, place) => {
    expect(browserCommand(url, place)).toBeUndefined();
  });
});
