import { describe, expect, test } from '@jest/globals';
import { eventAt, filings, knownOf, type Line } from '../testing/facts.ts';
import { deriveFundamentals } from './fundamentals.ts';

const cover = (end: string, value: number): Line => ['EntityCommonStockSharesOutstanding', '', end, value, 'shares'];
const average = (start: string, end: string, value: number): Line =>
  ['WeightedAverageNumberOfDilutedSharesOutstanding', ...[start, end, value, 'shares']] as unknown as Line;
const equity = (end: string): Line => ['StockholdersEquity', '', end, 1e9];
const ratio = (end: string, value: number): Line => ['EntityListingDepositoryReceiptRatio', '', end, value, 'pure'];

describe('a count of the cover page', () => {
  const years = (third: number, extra: readonly Line[] = []): Record<string, readonly Line[]> => ({
    '2017-06-24': [cover('2017-03-31', 2.97e9), equity('2017-03-31')],
    '2018-06-26': [cover('2018-03-31', 2.91e9), equity('2018-03-31')],
    '2019-06-22': [cover('2019-03-31', third), equity('2019-03-31'), ...extra],
    '2020-06-25': [cover('2020-03-31', 2.77e9), equity('2020-03-31')],
  });

  test.each([
    ['with a digit missing', 0.283e9],
    ['in thousands', 2.83e6],
    ['with a digit too many', 28.3e9],
  ])('%s is set aside, and what it said is kept', (_, typed) => {
    const known = knownOf(filings(years(typed)));
    expect(known('sharesOutstanding', '2018-06-26')).toBe(2.91e9);
    expect(known('sharesOutstanding', '2019-06-22')).toBe('count_off_by_a_factor');
    expect(known('sharesPutAside', '2019-06-22')).toBe(typed);
    expect(known('sharesOutstanding', '2020-06-25')).toBe(2.77e9);
  });

  test('that is zero is none', () => {
    expect(knownOf(filings(years(0)))('sharesOutstanding', '2019-06-22')).toBe('count_is_zero');
  });

  test('that is set aside gives way to the average of its own filing', () => {
    const facts = filings(years(0.283e9, [average('2018-04-01', '2019-03-31', 2.85e9)]));
    expect(eventAt(deriveFundamentals(facts), 'sharesOutstanding', '2019-06-22')).toMatchObject({
      value: 2.85e9,
      derivation: 'weighted-average diluted, cover-page count off by a factor',
    });
  });

  test('after a split, to which the averages of its filing are restated, stands', () => {
    const split: readonly Line[] = [average('2018-04-01', '2019-03-31', 29.1e9)];
    expect(knownOf(filings(years(29e9, split)))('sharesOutstanding', '2019-06-22')).toBe(29e9);
  });

  test('on a new level is believed when the next filing repeats it', () => {
    const known = knownOf(
      filings({ ...years(29e9), '2020-06-25': [cover('2020-03-31', 28.8e9), equity('2020-03-31')] }),
    );
    expect(known('sharesOutstanding', '2019-06-22')).toBe('count_off_by_a_factor');
    expect(known('sharesOutstanding', '2020-06-25')).toBe(28.8e9);
  });

  test('in millions, with the average of its filing, is set aside', () => {
    const typed = [cover('2019-03-31', 2_900), average('2018-04-01', '2019-03-31', 2_950), equity('2019-03-31')];
    const known = knownOf(filings({ ...years(2.9e9), '2019-06-22': typed }));
    expect(known('sharesOutstanding', '2019-06-22')).toBe('count_off_by_a_factor');
  });

  test.each([
    ['in millions', 4_306],
    ['zero', 0],
  ])('is missing and an average is %s: the last sound one is used', (_, typed) => {
    const known = knownOf(
      filings({
        '2017-02-24': [average('2016-01-01', '2016-12-31', 4.367e9), equity('2016-12-31')],
        '2018-02-23': [average('2017-01-01', '2017-12-31', 4.324e9), equity('2017-12-31')],
        '2018-05-01': [average('2018-01-01', '2018-03-30', typed), equity('2018-03-30')],
        '2019-02-21': [average('2018-01-01', '2018-12-31', 4.299e9), equity('2018-12-31')],
      }),
    );
    expect(known('sharesOutstanding', '2018-05-01')).toBe(4.324e9);
    expect(known('sharesOutstanding', '2019-02-21')).toBe(4.299e9);
  });

  test('in thousands together with its averages is found by earnings per share', () => {
    const known = knownOf(
      filings({
        '2013-02-20': [cover('2013-02-10', 51e6), equity('2012-12-31')],
        '2014-02-20': [
          cover('2014-02-10', 51_282),
          average('2013-01-01', '2013-12-31', 51_300),
          ['NetIncomeLoss', '2013-01-01', '2013-12-31', 102.6e6],
          ['EarningsPerShareDiluted', '2013-01-01', '2013-12-31', 2, 'USD/shares'],
          equity('2013-12-31'),
        ],
      }),
    );
    expect(known('sharesOutstanding', '2014-02-20')).toBe('count_off_by_a_factor');
  });
});

describe('depositary receipts', () => {
  test('a count of the ordinary shares behind them becomes one of receipts', () => {
    const events = deriveFundamentals(
      filings({
        '2019-06-05': [cover('2019-03-31', 2.59e9), equity('2019-03-31')],
        '2020-07-09': [
          ...[ratio('2019-07-29', 1), ratio('2019-07-30', 8)],
          ...[cover('2020-03-31', 21.5e9), equity('2020-03-31')],
        ],
      }),
    );
    expect(eventAt(events, 'sharesOutstanding', '2019-06-05')?.value).toBe(2.59e9);
    expect(eventAt(events, 'sharesOutstanding', '2020-07-09')).toMatchObject({
      value: 21.5e9 / 8,
      derivation: 'reported, 8 shares for one receipt',
    });
  });

  test('a count of ordinary shares without their ratio is set aside', () => {
    const known = knownOf(
      filings({
        '2019-06-05': [cover('2019-03-31', 2.59e9), equity('2019-03-31')],
        '2020-07-09': [cover('2020-03-31', 21.5e9), equity('2020-03-31')],
      }),
    );
    expect(known('sharesOutstanding', '2020-07-09')).toBe('count_off_by_a_factor');
  });
});

describe('averages in thousands', () => {
  const income = (start: string, end: string, value: number): Line => ['NetIncomeLoss', start, end, value];
  const eps = (start: string, end: string, value: number): Line => [
    ...(['EarningsPerShareDiluted', start, end, value, 'USD/shares'] as const),
  ];

  test.each([
    ['the cover page is used', [cover('2023-05-01', 54.1e6)], 110e6 / 54.1e6],
    ['nothing is, without a cover page', [], 'average_off_by_a_factor'],
  ] as const)('give no earnings per share: %s', (_, covers, expected) => {
    const known = knownOf(
      filings({
        '2023-02-20': [
          ...[income('2022-01-01', '2022-12-31', 100e6), average('2022-01-01', '2022-12-31', 53_501)],
          eps('2022-01-01', '2022-12-31', 1.87),
        ],
        '2023-05-05': [
          ...[income('2022-01-01', '2022-03-31', 20e6), income('2023-01-01', '2023-03-31', 30e6)],
          ...[average('2022-01-01', '2022-03-31', 53_501), average('2023-01-01', '2023-03-31', 53_501)],
          ...[eps('2022-01-01', '2022-03-31', 0.37), eps('2023-01-01', '2023-03-31', 0.56), ...covers],
        ],
      }),
    );
    expect(known('epsDilutedTtm', '2023-02-20')).toBe(1.87);
    expect(known('epsDilutedTtm', '2023-05-05')).toBe(expected);
  });
});
