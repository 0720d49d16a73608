import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunResults } from '@fm/results/read';
import { runFm } from '../testing/run-fm.ts';
import { Payload } from './company-facts-payload.ts';

const data = process.env['FM_REAL_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const withData = existsSync(join(data, 'companyfacts/full')) ? describe : describe.skip;

withData('factors of real filings', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-filings-'));
  const values = new Map<string, number>();
  let results: RunResults;

  beforeAll(() => {
    const facts = join(data, 'companyfacts');
    runFm(home, 'ingest', 'prices', join(data, 'prices/yahoo-csv'));
    const documents = ['company_tickers.json', 'submissions', 'full', 'trimmed/JPM.json', 'trimmed/V.json'].map(
      (name) => join(facts, name),
    );
    const ingested = runFm(home, 'ingest', 'sec-filing', ...documents);
    if (ingested.status !== 0) throw new Error(ingested.stderr);
    const universe = ['--universe', 'AAPL,WMT,MCD,HD,NKE,JPM,V', '--ranges', '2015-01-01..2023-12-31'];
    results = JSON.parse(runFm(home, 'mine', ...universe, '--format', 'json').stdout) as RunResults;
    for (const line of runFm(home, 'export', 'factor-values').stdout.split('\n').slice(1)) {
      const [, factor, symbol, date, value] = line.replaceAll('"', '').split(',');
      values.set(`${factor} ${symbol} ${date}`, Number(value));
    }
  }, 180_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  // Apple's 10-K of fiscal 2022 (accession 0000320193-22-000108) was accepted on 2022-10-27 at 22:01 UTC, after the
  // close of that day: it counts from 2022-10-28. The numbers are those of its balance sheet and income statement, in
  // millions, and of the year before.
  test.each([
    ['CurrentRatio', 135_405 / 153_982],
    ['CashRatio', 23_646 / 153_982],
    ['DebtToEquity', (98_959 + 11_128 + 9_982) / 50_672],
    ['GrossProfitMargin', (394_328 - 223_546) / 394_328],
    ['InventoryTurnover', 223_546 / ((4_946 + 6_580) / 2)],
    ['InterestCoverage', (119_103 + 2_931) / 2_931],
    ['RevenueGrowth', 394_328 / 365_817 - 1],
    ['PEG', 155.740005 / 6.11 / (100 * (6.11 / 5.61 - 1))],
  ])('%s of Apple changes on 2022-10-28 to the value of the annual report', (factor, expected) => {
    const known = values.get(`${factor} AAPL 2022-10-28`) as number;
    expect(Math.abs(known / expected - 1)).toBeLessThan(1e-6);
    const before = values.get(`${factor} AAPL 2022-10-27`) as number;
    expect(Math.abs(before / expected - 1)).toBeGreaterThan(1e-5);
    expect(values.get(`${factor} AAPL 2022-10-26`)).toBeCloseTo(before, factor === 'PEG' ? 0 : 12);
  });

  // Read from EDGAR's own documents in the test, without the library: the day by the acceptance time of the filing, or, for
  // Walmart, of which there is no index here, the session after its date.
  const handChecked = (): readonly [string, string, string, number][] => {
    const facts = join(data, 'companyfacts');
    const [wmt, nke, hd] = ['0000104169', '0000320187', '0000354950'].map((cik) => new Payload(facts, cik)) as [
      Payload,
      Payload,
      Payload,
    ];
    const closes = closesOf('HD');
    const sessions = [...closes.keys()];
    const after = (filed: string): string => sessions.find((session) => session > filed) as string;

    // Walmart's 10-K of fiscal 2023, filed on a Friday.
    const [year, end] = ['2022-02-01..2023-01-31', '2023-01-31'];
    const w = (tag: string, period: string): number => wmt.value(tag, period, '2023-03-17');
    const pretax = 'IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest';
    const annual: [string, number][] = [
      ['CurrentRatio', w('AssetsCurrent', end) / w('LiabilitiesCurrent', end)],
      ['CashRatio', w('CashAndCashEquivalentsAtCarryingValue', end) / w('LiabilitiesCurrent', end)],
      ['GrossProfitMargin', (w('Revenues', year) - w('CostOfRevenue', year)) / w('Revenues', year)],
      ['InterestCoverage', (w(pretax, year) + w('InterestExpenseDebt', year)) / w('InterestExpenseDebt', year)],
      [
        'InventoryTurnover',
        w('CostOfRevenue', year) / ((w('InventoryNet', end) + w('InventoryNet', '2022-01-31')) / 2),
      ],
    ];

    // Walmart's 10-Q of July 2010 restated the inventory of the year before: from then on the mean takes the restated one.
    const r = (tag: string, period: string): number => wmt.value(tag, period, '2010-09-01');
    const cost =
      r('CostOfRevenue', '2009-08-01..2009-10-31') +
      (r('CostOfRevenue', '2009-02-01..2010-01-31') - r('CostOfRevenue', '2009-02-01..2009-10-31')) +
      r('CostOfRevenue', '2010-02-01..2010-04-30') +
      r('CostOfRevenue', '2010-05-01..2010-07-31');
    const restated = (r('InventoryNet', '2010-07-31') + r('InventoryNet', '2009-07-31')) / 2;
    expect(r('InventoryNet', '2009-07-31')).not.toBe(wmt.value('InventoryNet', '2009-07-31', '2009-12-31'));

    // Nike's 10-Q of November 2022: twelve months are the year, and the half-years that differ.
    const n = (tag: string, period: string): number => nke.value(tag, period, '2023-01-05');
    const twelve = (tag: string, at: number): number =>
      n(tag, `${at - 1}-06-01..${at}-05-31`) +
      n(tag, `${at}-06-01..${at}-11-30`) -
      n(tag, `${at - 1}-06-01..${at - 1}-11-30`);
    const [sales, costs] = ['RevenueFromContractWithCustomerExcludingAssessedTax', 'CostOfGoodsAndServicesSold'];
    const quarter = nke.acceptedSession('0000320187-23-000003', sessions) as string;

    // Home Depot's 10-K of fiscal 2022, accepted 22 minutes after the close; its shares by the cover page.
    const filed = hd.acceptedSession('0000354950-23-000059', sessions) as string;
    const h = (tag: string, period: string): number => hd.value(tag, period, '2023-03-15');
    const shares = h('EntityCommonStockSharesOutstanding', '2023-03-01');
    return [
      ...annual.map(([factor, value]): [string, string, string, number] => ['WMT', factor, after('2023-03-17'), value]),
      ['WMT', 'InventoryTurnover', after('2010-09-01'), cost / restated],
      ['NKE', 'GrossProfitMargin', quarter, 1 - twelve(costs, 2022) / twelve(sales, 2022)],
      ['NKE', 'RevenueGrowth', quarter, twelve(sales, 2022) / twelve(sales, 2021) - 1],
      ['NKE', 'CurrentRatio', quarter, n('AssetsCurrent', '2022-11-30') / n('LiabilitiesCurrent', '2022-11-30')],
      ['HD', 'PB', filed, ((closes.get(filed) as number) * shares) / h('StockholdersEquity', '2023-01-29')],
    ];
  };

  test('ten values of Walmart, Nike and Home Depot are those of their payloads, from the day each was known', () => {
    const checked = handChecked();
    expect(checked.map(([symbol, factor, day]) => `${symbol} ${factor} ${day}`)).toEqual([
      ...['CurrentRatio', 'CashRatio', 'GrossProfitMargin', 'InterestCoverage', 'InventoryTurnover'].map(
        (factor) => `WMT ${factor} 2023-03-20`,
      ),
      'WMT InventoryTurnover 2010-09-02',
      ...['GrossProfitMargin', 'RevenueGrowth', 'CurrentRatio'].map((factor) => `NKE ${factor} 2023-01-06`),
      'HD PB 2023-03-16',
    ]);
    const sessions = [...closesOf('HD').keys()];
    for (const [symbol, factor, day, expected] of checked) {
      const known = values.get(`${factor} ${symbol} ${day}`) as number;
      const before = values.get(`${factor} ${symbol} ${sessions[sessions.indexOf(day) - 1]}`) as number;
      expect({ symbol, factor, close: Math.abs(known / expected - 1) < 1e-9 }).toEqual({ symbol, factor, close: true });
      expect({ symbol, factor, new: Math.abs(before / expected - 1) > 1e-5 }).toEqual({ symbol, factor, new: true });
    }
  });

  test('a bank has no current ratio and no inventory turnover, and the result says why', () => {
    expect(values.has('CurrentRatio JPM 2022-10-28')).toBe(false);
    expect(reasonsOf('CurrentRatio')).toContain('currentAssets: never reported');
    expect(reasonsOf('InventoryTurnover').join()).toMatch(/costOfRevenueTtm|inventory/);
  });

  test('a company with classes of shares that EDGAR does not add up has no price-to-book: Visa', () => {
    expect([...values.keys()].filter((key) => key.startsWith('PB V '))).toEqual([]);
    expect([...values.keys()].filter((key) => key.startsWith('CashRatio V ')).length).toBeGreaterThan(1000);
    expect(reasonsOf('PB')).toContain('sharesOutstanding: never reported');
  });

  test("a negative equity has no price-to-book: McDonald's since 2016", () => {
    expect(values.has('PB MCD 2022-10-28')).toBe(false);
    expect(reasonsOf('PB')).toContain('equity_not_positive');
  });

  test('no value is there before the first filing was known', () => {
    const first = [...values.keys()].filter((key) => key.startsWith('CurrentRatio AAPL')).map((key) => key.slice(-10));
    expect(first.sort()[0]).toBe('2009-07-23');
  });

  test('none of the price and filing factors sees the future', () => {
    const verified = runFm(
      home,
      'verify',
      'PB,PEG,CurrentRatio,InventoryTurnover,RSI14,SMB,Rm_Rf',
      '--universe',
      'AAPL,WMT,MCD,HD,NKE,JPM',
    );
    expect({ status: verified.status, broken: verified.stderr }).toEqual({ status: 0, broken: '' });
  });

  /** Closes of a price file by day. */
  function closesOf(symbol: string): Map<string, number> {
    const [, ...lines] = readFileSync(join(data, `prices/yahoo-csv/${symbol}.csv`), 'utf8')
      .trim()
      .split('\n');
    return new Map(lines.map((line) => line.split(',')).map((fields) => [fields[0] as string, Number(fields[4])]));
  }

  function reasonsOf(factor: string): string[] {
    return results.summaries
      .filter((row) => row.factor === factor)
      .flatMap(({ coverage }) => coverage.drops.map(({ reason }) => reason));
  }
});
