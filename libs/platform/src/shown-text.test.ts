import { expect, test } from '@jest/globals';
import { shownOnLine, shownText } from './shown-text.ts';

test('what a terminal would obey is written out', () => {
  expect(shownText('a\u001b[2Jb\u0007\u009b31m\r\u0000\u202ec\u007f')).toBe(
    'a\\x1b[2Jb\\x07\\x9b31m\\x0d\\x00\\u202ec\\x7f',
  );
});

test('lines, tabs and other alphabets stay as they are', () => {
  const text = 'Überschrift\n\t株価 📈 "x" \\';
  expect(shownText(text)).toBe(text);
});

test('a text on one line has no line ends and no tabs', () => {
  expect(shownOnLine('a\nb\tc')).toBe('a\\nb\\tc');
});
