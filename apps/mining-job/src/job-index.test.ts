import { expect, test } from '@jest/globals';
import { jobIndex } from './job-index.ts';

test('the place of a job is a whole number from 0, and 0 if no place is given', () => {
  expect([undefined, '0', '7', '9999'].map(jobIndex)).toEqual([0, 0, 7, 9999]);
});

test.each(['', ' ', 'abc', '-1', '1.5', '1e3', '0x10', 'NaN', '9'.repeat(20)])(
  'a place "%s" is refused for good, and not taken for a job without slices',
  (text) => {
    expect(() => jobIndex(text)).toThrow(expect.objectContaining({ code: 'JOB_INDEX', final: true }));
  },
);
