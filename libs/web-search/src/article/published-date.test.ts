import { expect, test } from '@jest/globals';
import { publishedDate } from './published-date.ts';

test.each([
  ['Fri, 28 Nov 2025 06:34:57 GMT', '2025-11-28T06:34:57.000Z'],
  ['28 Nov 2025 06:34 +0100', '2025-11-28T05:34:00.000Z'],
  ['2025-11-28', '2025-11-28T00:00:00.000Z'],
  ['2025-11-28T06:34:57+01:00', '2025-11-28T05:34:57.000Z'],
])('%s is %s', (text, moment) => {
  expect(publishedDate(text)?.toISOString()).toBe(moment);
});

test.each([
  '',
  '3 days ago',
  '2025-11-28 06:34',
  '2025-02-30',
  '11/28/2025',
  'Fri, 31 Feb 2025',
  '1970-01-01',
  12,
  null,
  undefined,
])('%p names no moment', (text) => {
  expect(publishedDate(text)).toBeUndefined();
});
