import { describe, expect, test } from '@jest/globals';
import { eventAt, filings, knownOf, type Line } from '../testing/facts.ts';
import { deriveFundamentals } from './fundamentals.ts';

const sales = (start: string, end: string, value: number): Line => ['Revenues', start, end, value];

describe('a spin-off restates the past', () => {
  // A business of a quarter of the sales leaves at the end of 2021.
  const reports = {
    '2021-02-20': [sales('2019-01-01', '2019-12-31', 770), sales('2020-01-01', '2020-12-31', 740)],
    '2021-04-20': [sales('2020-01-01', '2020-03-31', 176), sales('2021-01-01', '2021-03-31', 177)],
    '2021-11-05': [sales('2020-01-01', '2020-09-30', 533), sales('2021-01-01', '2021-09-30', 541)],
    '2022-02-22': [sales('2020-01-01', '2020-12-31', 552), sales('2021-01-01', '2021-12-31', 574)],
    '2022-04-26': [sales('2021-01-01', '2021-03-31', 132), sales('2022-01-01', '2022-03-31', 142)],
    '2022-10-25': [sales('2021-01-01', '2021-09-30', 407), sales('2022-01-01', '2022-09-30', 438)],
    '2023-02-28': [sales('2021-01-01', '2021-12-31', 574), sales('2022-01-01', '2022-12-31', 605)],
  };
  const known = knownOf(filings(reports));

  test('a quarter is not the restated year less nine months of the old basis', () => {
    expect(known('revenue', '2022-02-22')).toBe('vintages_differ');
    expect(known('revenueTtm', '2022-02-22')).toBe(574);
    expect(known('revenueTtmYearAgo', '2022-02-22')).toBe(552);
  });

  test('twelve months in mid-year are of the new basis only', () => {
    expect(known('revenueTtm', '2022-04-26')).toBe(574 + 142 - 132);
    expect(known('revenueTtm', '2022-10-25')).toBe(574 + 438 - 407);
  });

  test('a year before that mixes the bases is missing', () => {
    expect(known('revenueTtmYearAgo', '2022-04-26')).toBe('vintages_differ');
    expect(known('revenueTtmYearAgo', '2022-10-25')).toBe('vintages_differ');
  });

  test('nine months that a later report restates by the same ratio are of the basis of the year', () => {
    const facts = filings({ ...reports, '2022-10-26': [sales('2021-10-01', '2021-10-01', 0)] });
    expect(eventAt(deriveFundamentals(facts), 'revenue', '2023-02-28')).toMatchObject({
      value: 605 - 438,
      derivation: 'year minus nine months',
    });
  });

  test('nothing that is filed later changes what was known before', () => {
    const all = deriveFundamentals(filings(reports));
    for (const day of Object.keys(reports)) {
      const until = Object.fromEntries(Object.entries(reports).filter(([filed]) => filed <= day));
      expect(all.filter((event) => event.knownAt <= Date.parse(day))).toEqual(deriveFundamentals(filings(until)));
    }
  });
});

describe('twelve months of one vintage', () => {
  test('an amended year of the day of a quarterly report goes with that report, as after a change of accounting', () => {
    const known = knownOf(
      filings({
        '2009-10-27': [sales('2007-10-01', '2008-09-30', 325), sales('2008-10-01', '2009-09-30', 365)],
        '2010-01-25': [sales('2008-10-01', '2008-12-31', 119), sales('2009-10-01', '2009-12-31', 157)],
        '2010-01-26': [sales('2007-10-01', '2008-09-30', 375), sales('2008-10-01', '2009-09-30', 429)],
        '2010-04-21': [sales('2008-10-01', '2009-03-31', 210), sales('2009-10-01', '2010-03-31', 292)],
      }).map((one) => (one.filed === '2010-01-26' ? { ...one, filed: '2010-01-25' } : one)),
    );
    expect(known('revenueTtm', '2010-01-26')).toBe(429 + 157 - 119);
    expect(known('revenueTtm', '2010-04-21')).toBe(429 + 292 - 210);
  });

  test('year to date comes before four quarters, one of which was restated in silence', () => {
    const income = (start: string, end: string, value: number): Line => ['NetIncomeLoss', start, end, value];
    const known = knownOf(
      filings({
        '2016-02-25': [
          income('2015-01-01', '2015-12-31', 4529),
          income('2015-07-01', '2015-09-30', 1309),
          income('2015-10-01', '2015-12-31', 1206),
        ],
        '2016-05-06': [income('2015-01-01', '2015-03-31', 811), income('2016-01-01', '2016-03-31', 1099)],
        '2016-08-04': [
          income('2015-01-01', '2015-06-30', 2014),
          income('2016-01-01', '2016-06-30', 2218),
          income('2016-04-01', '2016-06-30', 1093),
        ],
      }),
    );
    expect(known('netIncomeTtm', '2016-08-04')).toBe(4529 + 2218 - 2014);
  });

  test('year and years to date make twelve months where there are no four quarters in a row', () => {
    const known = knownOf(
      filings({
        '2010-02-25': [sales('2009-01-01', '2009-12-31', 104)],
        '2010-07-30': [sales('2009-01-01', '2009-06-30', 45), sales('2010-01-01', '2010-06-30', 67)],
      }),
    );
    expect(known('revenueTtm', '2010-07-30')).toBe(104 + 67 - 45);
    expect(known('revenue', '2010-07-30')).toBe('no quarter ends with the latest period');
  });

  test('a quarter whose first day is mistyped does not break it', () => {
    const known = knownOf(
      filings({
        '2012-03-22': [sales('2011-01-31', '2012-01-29', 704)],
        '2012-08-22': [
          sales('2011-01-31', '2011-07-31', 371),
          sales('2012-01-30', '2012-07-29', 384),
          sales('2012-05-03', '2012-07-29', 206),
        ],
      }),
    );
    expect(known('revenueTtm', '2012-08-22')).toBe(704 + 384 - 371);
    expect(known('revenue', '2012-08-22')).toBe(206);
  });

  const quarters = (filed: string, year: number, values: readonly number[]): Record<string, readonly Line[]> => ({
    [filed]: [
      sales(
        `${year}-01-01`,
        `${year}-12-31`,
        values.reduce((sum, value) => sum + value, 0),
      ),
      sales(`${year}-01-01`, `${year}-03-31`, values[0] as number),
      sales(`${year}-04-01`, `${year}-06-30`, values[1] as number),
      sales(`${year}-07-01`, `${year}-09-30`, values[2] as number),
      sales(`${year}-10-01`, `${year}-12-31`, values[3] as number),
    ],
  });

  test.each([
    ['by 1 % the four quarters add up', 101, 100 + 100 + 100 + 110],
    ['by 10 % they do not', 110, 'vintages_differ'],
  ])('where only the year to date a year ago was restated %s', (_, restated, expected) => {
    const known = knownOf(
      filings({
        ...quarters('2020-02-26', 2019, [100, 100, 100, 100]),
        '2020-05-07': [sales('2019-01-01', '2019-03-31', restated), sales('2020-01-01', '2020-03-31', 110)],
      }),
    );
    expect(known('revenueTtm', '2020-05-07')).toBe(expected);
  });

  test('a negative revenue is none', () => {
    const known = knownOf(
      filings({
        '2024-02-20': [sales('2023-01-01', '2023-12-31', 30)],
        '2024-07-23': [sales('2023-01-01', '2023-06-30', 1600), sales('2024-01-01', '2024-06-30', 1650)],
      }),
    );
    expect(known('revenueTtm', '2024-07-23')).toBe('out_of_bounds');
  });

  test('a number and its rounding are not a restatement, and the number stays', () => {
    const known = knownOf(
      filings({
        '2020-02-25': [
          sales('2018-01-01', '2018-12-31', 79_591_000_000),
          sales('2019-01-01', '2019-12-31', 77_147_000_000),
        ],
        '2020-10-27': [
          sales('2019-01-01', '2019-12-31', 77_000_000_000),
          sales('2019-01-01', '2019-09-30', 55_370_000_000),
          sales('2020-01-01', '2020-09-30', 53_253_000_000),
        ],
      }),
    );
    expect(known('revenueTtm', '2020-10-27')).toBe(77_147_000_000 + 53_253_000_000 - 55_370_000_000);
  });
});

describe('ratios of one period', () => {
  test('what the latest report does not give is missing although an older one gave it', () => {
    const known = knownOf(
      filings({
        '2021-02-20': [
          sales('2020-01-01', '2020-12-31', 100),
          ['InterestExpense', '2020-01-01', '2020-12-31', 5],
          ['LongTermDebt', '', '2020-12-31', 50],
          ['StockholdersEquity', '', '2020-12-31', 70],
        ],
        '2021-05-03': [
          sales('2020-01-01', '2020-03-31', 20),
          sales('2021-01-01', '2021-03-31', 30),
          ['StockholdersEquity', '', '2021-03-31', 75],
          ['Assets', '', '2021-03-31', 275],
        ],
      }),
    );
    expect(known('interestExpenseTtm', '2021-02-20')).toBe(5);
    for (const item of ['interestExpenseTtm', 'totalDebt'] as const)
      expect(known(item, '2021-05-03')).toBe('periods_differ');
    expect(known('revenueTtm', '2021-05-03')).toBe(110);
    expect(known('stockholdersEquity', '2021-05-03')).toBe(75);
  });
});
