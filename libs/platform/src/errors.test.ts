import { describe, expect, test } from '@jest/globals';
import { FmError, messageOf } from './errors.ts';

describe('FmError', () => {
  test('says code, what happened, where, and what to do in one line', () => {
    const error = new FmError('PRICES_EMPTY', {
      what: 'the file has no rows',
      where: 'A.csv',
      remedy: 'Download it again.',
    });
    expect(error.message).toBe('PRICES_EMPTY: the file has no rows (A.csv). Download it again.');
    expect(error.kind).toBe('failure');
  });

  test('keeps the error underneath as its cause', () => {
    const cause = new Error('disk');
    expect(new FmError('X', { what: 'w', remedy: 'r', cause }).cause).toBe(cause);
  });
});

test('messageOf reads errors and anything else that was thrown', () => {
  expect(messageOf(new Error('a'))).toBe('a');
  expect(messageOf('b')).toBe('b');
});
