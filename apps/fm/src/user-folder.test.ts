import { tmpdir } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { startedFrom, withHome } from './user-folder.ts';

describe('the folder that relative paths are meant from', () => {
  const npm = { INIT_CWD: tmpdir(), npm_package_name: 'factor-mining-platform' };

  test.each([['fm'], ['start']])('is where npm was started, for npm run %s', (script) => {
    expect(startedFrom({ ...npm, npm_lifecycle_event: script })).toBe(tmpdir());
  });

  test.each([
    ['without npm', {}],
    ['of a test of this package, whose processes choose their own folder', { ...npm, npm_lifecycle_event: 'test' }],
    ['of a script of another package', { ...npm, npm_package_name: 'notes', npm_lifecycle_event: 'fm' }],
    ['that is gone', { ...npm, INIT_CWD: '/nowhere/at/all', npm_lifecycle_event: 'fm' }],
  ])('is the working directory: %s', (_, environment) => {
    expect(startedFrom(environment)).toBeUndefined();
  });
});

describe('a tilde', () => {
  test.each([
    ['~', '/home/ada'],
    ['~/prices', '/home/ada/prices'],
    ['--output=~/values.csv', '--output=/home/ada/values.csv'],
    ['--output=~', '--output=/home/ada'],
  ])('in %j is the home folder', (text, expanded) => {
    expect(withHome(text, '/home/ada')).toBe(expanded);
  });

  test.each([['~bob/prices'], ['prices~'], ['a/~/b'], ['--factors'], ['--name=a~/b'], ['']])('in %j stays', (text) => {
    expect(withHome(text, '/home/ada')).toBe(text);
  });
});
