import { describe, expect, test } from '@jest/globals';
import { eventAt, filings, knownOf, type Line } from '../testing/facts.ts';
import { deriveFundamentals } from './fundamentals.ts';

const year = (tag: string, at: number, value: number): Line => [tag, `${at}-01-01`, `${at}-12-31`, value];
const contracts = 'RevenueFromContractWithCustomerExcludingAssessedTax';

describe('the total, not a part', () => {
  test('a report that tags a part by the name of the total does not take its place', () => {
    const known = knownOf(
      filings({
        '2013-08-08': [year('SalesRevenueNet', 2011, 82), year('SalesRevenueNet', 2012, 84)],
        '2014-08-08': [
          ...[2011, 2012, 2013].map((at) => year('Revenues', at, 29)),
          year('SalesRevenueNet', 2012, 84),
          year('SalesRevenueNet', 2013, 83),
        ],
        '2015-08-08': [year('SalesRevenueNet', 2013, 83), year('SalesRevenueNet', 2014, 76)],
      }),
    );
    expect(known('revenueTtm', '2014-08-08')).toBe(83);
    expect(known('revenueTtmYearAgo', '2014-08-08')).toBe(84);
    expect(known('revenueTtmYearAgo', '2015-08-08')).toBe(83);
  });

  test('a total that one quarter makes smaller than its part is the total still', () => {
    const quarter = (tag: string, at: string, end: string, value: number): Line => [tag, at, end, value];
    const events = deriveFundamentals(
      filings({
        '2020-02-21': [
          ...[year('Revenues', 2018, 166), year('Revenues', 2019, 146)],
          ...[year(contracts, 2018, 159), year(contracts, 2019, 140)],
        ],
        '2020-08-05': [
          quarter('Revenues', '2020-04-01', '2020-06-30', 13.5),
          quarter(contracts, '2020-04-01', '2020-06-30', 15.9),
        ],
      }),
    );
    expect(eventAt(events, 'revenue', '2020-08-05')).toMatchObject({ value: 13.5, tag: 'Revenues' });
  });

  test('growth has one tag on both sides', () => {
    const known = knownOf(
      filings({
        '2016-02-20': [year('SalesRevenueNet', 2014, 1000), year('SalesRevenueNet', 2015, 1050)],
        '2017-02-20': [year('Revenues', 2016, 155)],
      }),
    );
    expect(known('revenueTtm', '2017-02-20')).toBe(155);
    expect(known('revenueTtmYearAgo', '2017-02-20')).toBe('tag_changed');
  });

  test('a tag that changed its meaning gives no growth: its report does not repeat the year before', () => {
    const known = knownOf(
      filings({
        '2016-02-20': [year('Revenues', 2014, 1100), year('Revenues', 2015, 1050)],
        '2017-02-20': [year('Revenues', 2016, 155)],
      }),
    );
    expect(known('revenueTtmYearAgo', '2017-02-20')).toBe('vintages_differ');
  });
});

describe('revenue of contracts is a slice', () => {
  const slice = (others: readonly Line[]) => {
    const event = eventAt(
      deriveFundamentals(filings({ '2023-02-20': [year(contracts, 2022, 60), ...others] })),
      'revenueTtm',
      '2023-02-20',
    );
    return event?.value ?? event?.reason;
  };

  test('at a bank, whose interest and other income are the total', () => {
    expect(slice([year('InterestAndDividendIncomeOperating', 2022, 900), year('NoninterestIncome', 2022, 180)])).toBe(
      1080,
    );
  });

  test('at a bank that states its total', () => {
    expect(
      slice([
        year('InterestAndDividendIncomeOperating', 2022, 900),
        year('NoninterestIncome', 2022, 180),
        year('Revenues', 2022, 880),
      ]),
    ).toBe(880);
  });

  test.each(['PremiumsEarnedNet', 'OperatingLeaseLeaseIncome', 'InterestIncomeExpenseNet'])(
    'beside %s without a total, so there is none',
    (tag) => {
      expect(slice([year(tag, 2022, 500)])).toBe('part_of_the_total');
    },
  );

  test('of a utility beside its operating revenue', () => {
    expect(slice([year('RegulatedAndUnregulatedOperatingRevenue', 2022, 75)])).toBe(75);
  });

  test('and goods without services are one as well', () => {
    const known = knownOf(
      filings({
        '2014-02-20': [year('SalesRevenueGoodsNet', 2013, 60), year('SalesRevenueServicesNet', 2013, 40)],
      }),
    );
    expect(known('revenueTtm', '2014-02-20')).toBe(100);
  });

  test('excise taxes are not sales: revenue without them is taken', () => {
    const including = 'RevenueFromContractWithCustomerIncludingAssessedTax';
    expect(slice([year(including, 2022, 140)])).toBe(60);
  });
});
