import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { KnownFact } from './known-fact.ts';
import { deriveFundamentals, type FundamentalEvent } from './fundamentals.ts';
import type { FundamentalItem } from './items.ts';

const day = (date: string) => Date.parse(date);

function fact(tag: string, start: string | undefined, end: string, value: number, filed: string, more = {}): KnownFact {
  const accn = `${filed}-filing`;
  return { tag, unit: 'USD', start, end, value, accn, filed, formRank: 2, knownAt: day(filed), ...more };
}

function at(events: readonly FundamentalEvent[], item: FundamentalItem, date: string): FundamentalEvent | undefined {
  return events.filter((event) => event.item === item && event.knownAt <= day(date)).at(-1);
}

/** Fiscal 2020 of a calendar-year company: three 10-Qs with the year to date, and a 10-K. */
const year2020 = [
  fact('Revenues', '2020-01-01', '2020-03-31', 10, '2020-05-01'),
  fact('Revenues', '2020-01-01', '2020-06-30', 22, '2020-08-01'),
  fact('Revenues', '2020-01-01', '2020-09-30', 36, '2020-11-01'),
  fact('Revenues', '2020-01-01', '2020-12-31', 52, '2021-02-15'),
  fact('StockholdersEquity', undefined, '2020-12-31', 5, '2021-02-15'),
];

describe('flows', () => {
  test('a quarter that is not filed is the difference of two periods with the same start', () => {
    const events = deriveFundamentals(year2020);
    expect(at(events, 'revenue', '2020-08-01')).toMatchObject({
      value: 12,
      derivation: 'half-year minus first quarter',
    });
    expect(at(events, 'revenue', '2020-11-01')).toMatchObject({ value: 14, derivation: 'nine months minus half-year' });
    expect(at(events, 'revenue', '2021-02-15')).toMatchObject({
      ...{ value: 16, periodEnd: '2020-12-31', tag: 'Revenues', derivation: 'year minus nine months' },
      accn: '2021-02-15-filing + 2020-11-01-filing',
    });
    expect(at(events, 'revenueTtm', '2021-02-15')).toMatchObject({ value: 52, derivation: 'reported' });
  });

  test('twelve months in mid-year are known, and the year before as one filing states both', () => {
    const events = deriveFundamentals([
      ...year2020,
      fact('Revenues', '2021-01-01', '2021-03-31', 20, '2021-05-01'),
      fact('Revenues', '2021-01-01', '2021-12-31', 90, '2022-02-15'),
      fact('Revenues', '2020-01-01', '2020-12-31', 52, '2022-02-16'),
      fact('Revenues', '2021-01-01', '2021-12-31', 90, '2022-02-16'),
    ]);
    expect(at(events, 'revenueTtmYearAgo', '2022-02-16')).toMatchObject({ value: 52, periodEnd: '2020-12-31' });
    expect(at(events, 'revenueTtm', '2021-05-01')).toMatchObject({
      value: 62,
      derivation: 'year + year to date - year to date a year ago',
    });
    expect(at(events, 'revenueTtmYearAgo', '2021-05-01')).toMatchObject({
      value: null,
      reason: 'fewer than four quarters in a row',
    });
    // A report without the year before it does not show that both years are of one basis.
    expect(at(events, 'revenueTtmYearAgo', '2022-02-15')).toMatchObject({ value: null, reason: 'vintages_differ' });
  });

  test('a value is never the difference of two tags', () => {
    const events = deriveFundamentals([
      fact('SalesRevenueNet', '2020-01-01', '2020-09-30', 36, '2020-11-01'),
      fact('Revenues', '2020-01-01', '2020-12-31', 52, '2021-02-15'),
    ]);
    expect(at(events, 'revenue', '2021-02-15')).toMatchObject({
      value: null,
      reason: 'no quarter ends with the latest period',
    });
    expect(at(events, 'revenueTtm', '2021-02-15')).toMatchObject({ value: 52, tag: 'Revenues' });
  });

  test('nor of two units, nor of periods that start on different days', () => {
    const events = deriveFundamentals([
      fact('Revenues', '2020-01-01', '2020-09-30', 36, '2020-11-01', { unit: 'EUR' }),
      fact('Revenues', '2020-01-05', '2020-09-30', 36, '2020-11-01'),
      fact('Revenues', '2020-01-01', '2020-12-31', 52, '2021-02-15'),
    ]);
    expect(at(events, 'revenue', '2021-02-15')?.value).toBeNull();
  });

  test('after a change of tags twelve months are missing until one tag has them', () => {
    const contracts = 'RevenueFromContractWithCustomerExcludingAssessedTax';
    const events = deriveFundamentals([
      ...year2020.map((one) => (one.tag === 'Revenues' ? { ...one, tag: 'SalesRevenueNet' } : one)),
      fact(contracts, '2021-01-01', '2021-03-31', 20, '2021-05-01'),
      fact(contracts, '2020-01-01', '2020-03-31', 10, '2021-05-01'),
      fact(contracts, '2021-01-01', '2021-12-31', 90, '2022-02-15'),
      fact(contracts, '2020-01-01', '2020-12-31', 52, '2022-02-15'),
    ]);
    expect(at(events, 'revenue', '2021-05-01')).toMatchObject({ value: 20, tag: contracts });
    expect(at(events, 'revenueTtm', '2021-05-01')).toMatchObject({ value: null, reason: 'tag_changed' });
    expect(at(events, 'revenueTtm', '2022-02-15')).toMatchObject({ value: 90, tag: contracts });
    expect(at(events, 'revenueTtmYearAgo', '2022-02-15')).toMatchObject({ value: 52, tag: contracts });
  });
});

describe('what counts as known', () => {
  test('a restatement changes the value from its own moment on, not before', () => {
    const events = deriveFundamentals([...year2020, fact('Revenues', '2020-01-01', '2020-12-31', 50, '2021-06-01')]);
    expect(at(events, 'revenueTtm', '2021-05-31')?.value).toBe(52);
    expect(at(events, 'revenueTtm', '2021-06-01')).toMatchObject({ value: 50, accn: '2021-06-01-filing' });
  });

  test('proxy statements take no part, and an 8-K does not replace a periodic report', () => {
    const events = deriveFundamentals([
      ...year2020,
      fact('Revenues', '2020-01-01', '2020-12-31', 52_000, '2021-04-01', { formRank: 0 }),
      fact('Revenues', '2020-01-01', '2020-12-31', 51, '2021-04-02', { formRank: 1 }),
    ]);
    expect(at(events, 'revenueTtm', '2021-12-31')?.value).toBe(52);
  });

  test('a period that ends after its filing is not a fact', () => {
    const events = deriveFundamentals([...year2020, fact('Revenues', '2021-01-01', '2021-12-31', 99, '2021-03-01')]);
    expect(at(events, 'revenueTtm', '2021-12-31')?.value).toBe(52);
  });

  test('a tag that the reports dropped is missing, with the reason', () => {
    const events = deriveFundamentals([
      fact('InventoryNet', undefined, '2018-12-31', 7, '2019-02-15'),
      fact('StockholdersEquity', undefined, '2018-12-31', 5, '2019-02-15'),
      fact('StockholdersEquity', undefined, '2019-03-31', 5, '2019-05-02'),
      fact('StockholdersEquity', undefined, '2020-12-31', 5, '2021-02-15'),
    ]);
    expect(at(events, 'inventory', '2019-02-15')?.value).toBe(7);
    expect(at(events, 'inventory', '2019-05-02')).toMatchObject({ value: null, reason: 'periods_differ' });
    expect(at(events, 'inventory', '2021-02-15')).toMatchObject({ value: null, reason: 'not in the latest reports' });
    expect(at(events, 'currentAssets', '2021-02-15')).toMatchObject({ value: null, reason: 'never reported' });
  });
});

describe('balances and shares', () => {
  const filed = '2021-02-15';
  const end = '2020-12-31';
  const debt = (values: Record<string, number>) =>
    at(
      deriveFundamentals(Object.entries(values).map(([tag, value]) => fact(tag, undefined, end, value, filed))),
      'totalDebt',
      filed,
    );

  test('total debt is long-term debt with its current part and short-term borrowings', () => {
    expect(debt({ LongTermDebtNoncurrent: 100, LongTermDebtCurrent: 10, CommercialPaper: 3 })).toMatchObject({
      value: 113,
      tag: 'LongTermDebtNoncurrent + LongTermDebtCurrent + CommercialPaper',
      derivation: 'sum of components',
    });
  });

  test('the current part is counted once', () => {
    expect(
      debt({ LongTermDebtNoncurrent: 100, DebtCurrent: 13, LongTermDebtCurrent: 10, CommercialPaper: 3 })?.value,
    ).toBe(113);
    expect(debt({ LongTermDebtNoncurrent: 100, LongTermDebt: 110 })?.value).toBe(110);
    expect(debt({ LongTermDebt: 110, ShortTermBorrowings: 5, CommercialPaper: 5 })?.value).toBe(115);
    expect(debt({ LongTermDebtNoncurrent: 100, LongTermDebtCurrent: 10, LongTermDebt: 110 })?.value).toBe(110);
  });

  test('short-term borrowings alone are not total debt', () => {
    expect(debt({ ShortTermBorrowings: 5 })).toMatchObject({ value: null, reason: 'never reported' });
  });

  test('a frozen cover-page count gives way to average diluted shares, and says so', () => {
    const shares = { unit: 'shares' };
    const events = deriveFundamentals([
      fact('EntityCommonStockSharesOutstanding', undefined, '2018-01-20', 500, '2018-02-15', shares),
      fact('StockholdersEquity', undefined, '2017-12-31', 5, '2018-02-15'),
      fact('StockholdersEquity', undefined, end, 5, filed),
      fact('WeightedAverageNumberOfDilutedSharesOutstanding', '2020-10-01', end, 490, filed, shares),
    ]);
    expect(at(events, 'sharesOutstanding', '2018-02-15')).toMatchObject({ value: 500, derivation: 'reported' });
    expect(at(events, 'sharesOutstanding', filed)).toMatchObject({
      value: 490,
      tag: 'WeightedAverageNumberOfDilutedSharesOutstanding',
      derivation: 'weighted-average diluted, for want of a current cover-page count',
    });
  });

  test('inventory a year ago is the balance a year before the latest', () => {
    const events = deriveFundamentals([
      fact('InventoryNet', undefined, '2019-12-28', 6, '2020-02-15'),
      fact('InventoryNet', undefined, end, 8, filed),
    ]);
    expect(at(events, 'inventoryYearAgo', filed)).toMatchObject({ value: 6, periodEnd: '2019-12-28' });
    expect(at(events, 'inventoryYearAgo', '2020-02-15')?.reason).toBe('no value a year ago');
  });

  test('earnings per share of twelve months in mid-year are income over diluted shares, named', () => {
    const perShare = { unit: 'USD/shares' };
    const events = deriveFundamentals([
      ...year2020.map((one) => (one.tag === 'Revenues' ? { ...one, tag: 'NetIncomeLoss' } : one)),
      fact('EarningsPerShareDiluted', '2020-01-01', end, 5.2, filed, perShare),
      fact('NetIncomeLoss', '2021-01-01', '2021-03-31', 20, '2021-05-01'),
      fact('WeightedAverageNumberOfDilutedSharesOutstanding', '2021-01-01', '2021-03-31', 10, '2021-05-01', {
        unit: 'shares',
      }),
    ]);
    expect(at(events, 'epsDilutedTtm', filed)).toMatchObject({ value: 5.2, derivation: 'reported' });
    expect(at(events, 'epsDilutedTtm', '2021-05-01')).toMatchObject({
      value: 6.2,
      tag: 'NetIncomeLoss / WeightedAverageNumberOfDilutedSharesOutstanding',
    });
  });
});

test('the order in which facts are delivered changes nothing', () => {
  const expected = deriveFundamentals(year2020);
  fc.assert(
    fc.property(fc.shuffledSubarray(year2020, { minLength: year2020.length }), (facts) => {
      expect(deriveFundamentals(facts)).toEqual(expected);
    }),
  );
});
