import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunResults } from '@fm/mining';
import { runFm } from '../testing/run-fm.ts';

const data = process.env['FM_REAL_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const withData = existsSync(join(data, 'companyfacts/full')) ? describe : describe.skip;

withData('factors of real filings', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-filings-'));
  const values = new Map<string, number>();
  let results: RunResults;

  beforeAll(() => {
    const facts = join(data, 'companyfacts');
    runFm(home, 'ingest', 'prices', join(data, 'prices/yahoo-csv'));
    const documents = ['company_tickers.json', 'submissions', 'full', 'trimmed/JPM.json'].map((name) =>
      join(facts, name),
    );
    const ingested = runFm(home, 'ingest', 'sec-filing', ...documents);
    if (ingested.status !== 0) throw new Error(ingested.stderr);
    const universe = ['--universe', 'AAPL,WMT,MCD,HD,NKE,JPM', '--ranges', '2015-01-01..2023-12-31'];
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

  test('a bank has no current ratio and no inventory turnover, and the result says why', () => {
    expect(values.has('CurrentRatio JPM 2022-10-28')).toBe(false);
    expect(reasonsOf('CurrentRatio')).toContain('currentAssets: never reported');
    expect(reasonsOf('InventoryTurnover').join()).toMatch(/costOfRevenueTtm|inventory/);
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

  function reasonsOf(factor: string): string[] {
    return results.summaries
      .filter((row) => row.factor === factor)
      .flatMap(({ coverage }) => coverage.drops.map(({ reason }) => reason));
  }
});
