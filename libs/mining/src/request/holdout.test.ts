import { describe, expect, test } from '@jest/globals';
import { beforeHoldout, holdoutFaults, lastDayOfSample } from './holdout.ts';
import { readRequest } from './request.ts';

describe('the text of a hold-out', () => {
  test.each([
    '2020-01-01',
    '2020-01-01..',
    '2020-02-30..2020-03-01',
    '2021-01-01..2020-01-01',
    'yearly',
    '',
    'a..b..c',
  ])('is refused where it is "%s"', (holdout) => {
    expect(holdoutFaults({ holdout, ranges: 'yearly' })).toEqual([
      `the hold-out "${holdout}" is not FROM..TO with two dates in order`,
    ]);
    expect(() => readRequest({ holdout })).toThrow('is not FROM..TO');
  });

  test('is refused beside ranges and a first day of the sample that reach into it', () => {
    const holdout = '2020-01-01..2021-12-31';
    expect(() =>
      readRequest({
        holdout,
        ranges: 'yearly,2019-01-01..2019-12-31,2019-06-01..2020-01-01,2022-01-01..2022-12-31',
        from: '2020-01-01',
      }),
    ).toThrow(
      'the request has 3 faults: the range 2019-06-01..2020-01-01 does not end before the hold-out 2020-01-01..2021-12-31; ' +
        'the range 2022-01-01..2022-12-31 does not end before the hold-out 2020-01-01..2021-12-31; ' +
        'the first day 2020-01-01 is not before the hold-out 2020-01-01..2021-12-31',
    );
    expect(readRequest({ holdout, ranges: 'quarterly,2019-01-01..2019-12-31' })).toMatchObject({ holdout });
    expect(readRequest({})).not.toHaveProperty('holdout');
  });
});

describe('the sample before a hold-out', () => {
  const holdout = '2020-07-01..2021-12-31';

  test('ends on the day before it, or on its own last day where that is earlier', () => {
    expect(lastDayOfSample({ holdout })).toBe('2020-06-30');
    expect(lastDayOfSample({ holdout, to: '2023-12-31' })).toBe('2020-06-30');
    expect(lastDayOfSample({ holdout, to: '2019-12-31' })).toBe('2019-12-31');
    expect(lastDayOfSample({})).toBe('9999-12-31');
  });

  test('has no range whose name reaches into it', () => {
    expect(beforeHoldout({ start: '2020-01-01', end: '2020-12-31' }, { holdout })).toEqual({
      start: '2020-01-01',
      end: '2020-06-30',
    });
    const before = { start: '2019-01-01', end: '2019-12-31' };
    expect(beforeHoldout(before, { holdout })).toBe(before);
    expect(beforeHoldout(before, {})).toBe(before);
  });
});
