import { describe, expect, test } from '@jest/globals';
import type { Reading } from '@fm/factors';
import { dayOfIso } from '@fm/platform/time';
import type { ItemEvent } from './period-history.ts';
import { readingSeries } from './reading-series.ts';

const moment = (day: string) => dayOfIso(day) * 86_400_000;

/** What a filing of `filed` said of a period. */
const said = (item: string, filed: string, end: string, value: number, isYear = false): ItemEvent => ({
  ...{ item, knownAt: moment(filed), periodEnd: dayOfIso(end), value, reason: '', isYear },
});
const silent = (item: string, filed: string, reason = 'never reported'): ItemEvent => ({
  ...{ item, knownAt: moment(filed), periodEnd: NaN, value: NaN, reason, isYear: false },
});

/** The value, or why there is none, on a day. */
function known(reading: Partial<Reading>, events: readonly ItemEvent[], day: string): number | string | undefined {
  const whole: Reading = { measure: 'pit', item: 'cash', periods: 0, ...reading };
  const found = readingSeries(whole, events).findLast(({ knownAt }) => knownAt <= moment(day));
  return found === undefined || !Number.isNaN(found.value) ? found?.value : found.reason;
}

const quarters = [
  said('cash', '2020-05-01', '2020-03-28', 10),
  said('cash', '2020-08-01', '2020-06-27', 11),
  said('cash', '2020-10-30', '2020-09-26', 12),
  // The year before ended a week earlier: 53 weeks.
  said('cash', '2021-02-20', '2021-01-02', 13),
  said('cash', '2021-05-01', '2021-04-03', 14),
];

describe('a balance of a formula', () => {
  test('is that of the latest period, and that of some quarters earlier', () => {
    expect(known({}, quarters, '2020-04-30')).toBeUndefined();
    expect([0, -1, -2, -4].map((periods) => known({ periods }, quarters, '2021-05-02'))).toEqual([14, 13, 12, 10]);
    expect(known({ periods: -5 }, quarters, '2021-05-02')).toBe('no period so long ago');
    expect(known({ periods: -4 }, quarters, '2021-04-30')).toBe('no period so long ago');
  });

  test('is of an earlier period what was known when that was the latest', () => {
    const amended = said('cash', '2020-09-01', '2020-06-27', 11.5);
    const events = [...quarters.slice(0, 2), amended, ...quarters.slice(2)];
    expect(known({}, events, '2020-08-31')).toBe(11);
    expect(known({ periods: -1 }, events, '2020-11-01')).toBe(11.5);
  });

  test('is missing with the reason of the last filing, and after a gap', () => {
    const events = [...quarters.slice(0, 1), silent('cash', '2020-08-01'), ...quarters.slice(2)];
    expect(known({}, events, '2020-08-02')).toBe('never reported');
    expect(known({ periods: -1 }, events, '2020-11-01')).toBe('no period so long ago');
    expect(known({ periods: -2 }, events, '2020-11-01')).toBe(10);
  });

  test('is stale 400 days after its period became known, whatever is filed of it later', () => {
    const again = said('cash', '2022-01-10', '2021-04-03', 14);
    const events = [...quarters, again];
    expect(known({}, events, '2022-06-04')).toBe(14);
    expect(known({}, events, '2022-06-05')).toBe('stale');
    expect(known({ periods: -1 }, events, '2022-06-05')).toBe('stale');
  });

  test('ends where the symbol leaves the filer, and the next filer has no past', () => {
    const events = [
      ...quarters,
      silent('cash', '2021-06-01', 'symbol_left'),
      said('cash', '2021-08-01', '2021-06-30', 99),
    ];
    expect(known({}, events, '2021-06-02')).toBe('symbol_left');
    expect([0, -1].map((periods) => known({ periods }, events, '2021-08-02'))).toEqual([99, 'no period so long ago']);
  });
});

describe('the fiscal year of a formula', () => {
  const flows = [
    said('revenueTtm', '2019-11-01', '2019-09-28', 100, true),
    said('revenueTtm', '2020-02-01', '2019-12-28', 104),
    said('revenueTtm', '2020-11-01', '2020-09-26', 120, true),
    said('revenueTtm', '2021-02-01', '2020-12-26', 125),
    silent('revenueTtm', '2021-05-01'),
  ];
  const annual = { measure: 'annual', item: 'revenue' } as const;

  test('is the latest that a filing states, whatever quarters follow', () => {
    expect(known(annual, flows, '2020-10-31')).toBe(100);
    expect(known(annual, flows, '2021-06-01')).toBe(120);
    expect(known({ ...annual, periods: -1 }, flows, '2021-06-01')).toBe(100);
    expect(known({ ...annual, periods: -2 }, flows, '2021-06-01')).toBe('no period so long ago');
    expect(known({ measure: 'ttm', item: 'revenue' }, flows, '2021-03-01')).toBe(125);
  });

  test('has the balance of its last day', () => {
    const balances = [
      said('cash', '2019-11-01', '2019-09-28', 7),
      said('cash', '2020-02-01', '2019-12-28', 8),
      said('cash', '2020-11-01', '2020-09-26', 9),
      said('cash', '2021-02-01', '2020-12-26', 10),
    ];
    const events = [...flows, ...balances].sort((a, b) => a.knownAt - b.knownAt);
    const cash = { measure: 'annual', item: 'cash' } as const;
    expect(known(cash, events, '2020-03-01')).toBe(7);
    expect([0, -1].map((periods) => known({ ...cash, periods }, events, '2021-03-01'))).toEqual([9, 7]);
    expect(known(cash, balances, '2021-03-01')).toBe('no fiscal year');
  });
});

describe('the age of an item', () => {
  test('begins with its latest period, and not again where that is restated or a filing is silent', () => {
    const events = [
      said('netIncome', '2020-05-01', '2020-03-31', 5),
      said('netIncome', '2020-06-01', '2020-03-31', 6),
      silent('netIncome', '2020-08-01'),
      said('netIncomeTtm', '2020-11-01', '2020-09-30', 7),
    ];
    const age = { measure: 'age', item: 'netIncome' } as const;
    expect(['2020-05-02', '2020-06-02', '2020-08-02'].map((day) => known(age, events, day))).toEqual(
      Array.from({ length: 3 }, () => moment('2020-05-01')),
    );
    expect(known(age, events, '2020-11-02')).toBe(moment('2020-11-01'));
  });
});
