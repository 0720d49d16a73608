import { describe, expect, test } from '@jest/globals';
import type { RangeOfSessions } from '@fm/results';
import { partialNotes, withSample } from './sample.ts';

const calendar = [
  '2019-01-02',
  '2019-07-01',
  '2019-12-30',
  '2020-01-02',
  '2020-07-01',
  '2020-12-31',
  '2021-01-04',
  '2021-03-10',
];
const rangeOf = (start: string, end: string): RangeOfSessions => ({
  start,
  end,
  from: calendar.findIndex((day) => day >= start),
  to: calendar.findLastIndex((day) => day <= end),
});
const [first, second, third] = [2019, 2020, 2021].map((year) => rangeOf(`${year}-01-01`, `${year}-12-31`));

describe('the ranges of a run', () => {
  test('get the whole sample, named by its sessions, and a period that the data do not fill is marked', () => {
    const ranges = withSample([first, second, third] as RangeOfSessions[], calendar);
    expect(ranges.map(({ start, end, role }) => [start, end, role])).toEqual([
      ['2019-01-02', '2021-03-10', 'sample'],
      ['2019-01-01', '2019-12-31', 'evidence'],
      ['2020-01-01', '2020-12-31', 'evidence'],
      ['2021-01-01', '2021-12-31', 'partial'],
    ]);
    expect(partialNotes(ranges)).toEqual([
      'The data fill only a part of 2021-01-01 to 2021-12-31: its results are of 2 sessions.',
    ]);
  });

  test('keep a range over the whole sample as it was asked for', () => {
    const whole = rangeOf('2019-01-01', '2021-03-31');
    const ranges = withSample([first as RangeOfSessions, whole], calendar);
    expect(ranges).toEqual([
      { ...whole, role: 'sample' },
      { ...first, role: 'evidence' },
    ]);
    expect(withSample([second as RangeOfSessions], calendar)).toEqual([{ ...second, role: 'sample' }]);
  });
});
