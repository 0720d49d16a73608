import { expect, test } from '@jest/globals';
import { addDays, durationClass } from './durations.ts';

test.each([
  [69, undefined],
  [70, 'quarter'],
  [120, 'quarter'],
  [121, undefined],
  [139, undefined],
  [140, 'half'],
  [229, 'half'],
  [230, 'nine-months'],
  [329, 'nine-months'],
  [330, 'year'],
  [420, 'year'],
  [421, undefined],
])('a period of %i days is %s', (days, expected) => {
  expect(durationClass('2021-01-01', addDays('2021-01-01', days - 1))).toBe(expected);
});

test('52 and 53 weeks, 12 to 14 weeks, and calendar periods all have their class', () => {
  expect(durationClass('2021-09-26', '2022-09-24')).toBe('year');
  expect(durationClass('2022-09-25', '2023-09-30')).toBe('year');
  expect(durationClass('2022-09-25', '2022-12-31')).toBe('quarter');
  expect(durationClass('2022-02-01', '2022-07-31')).toBe('half');
  expect(durationClass('2022-02-01', '2022-10-31')).toBe('nine-months');
});
