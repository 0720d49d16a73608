import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunResults } from '@fm/results/read';
import type { StockResult } from '@fm/results';
import { textbookAdjusted, textbookDeflated, textbookFirstScreen, type FirstScreen } from './first-screen.ts';
import {
  average,
  textbookDays,
  textbookRegression,
  textbookRoc20,
  textbookRsi,
  textbookSpread,
  textbookVolume,
  type PriceSeries,
  type TextbookFactor,
} from './textbook.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = join(process.env['FM_REAL_DATA'] ?? join(root, '../shared/data'), 'prices/yahoo-csv');
const withData = existsSync(folder) ? describe : describe.skip;

const factors: Record<string, TextbookFactor> = {
  RSI14: textbookRsi(14),
  RSI28: textbookRsi(28),
  ROC20: textbookRoc20,
  TradingVolume: textbookVolume,
};
const years = Array.from({ length: 19 }, (_, at) => 2005 + at);

withData('the 30 real DJIA files, mined for four factors over every year 2005-2023', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-trial-'));
  let summary: { rowsRead: number; rowsNew: number; rowsQuarantined: number };
  let results: RunResults;
  const fm = (...args: string[]): string =>
    execFileSync(process.execPath, [join(root, 'apps/fm/src/main.ts'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '' },
      maxBuffer: 1 << 28,
    });

  beforeAll(() => {
    summary = JSON.parse(fm('ingest', 'prices', folder, '--format', 'json')) as typeof summary;
    const ranges = years.map((year) => `${year}-01-01..${year}-12-31`).join(',');
    results = JSON.parse(
      fm(
        'mine',
        '--factors',
        Object.keys(factors).join(','),
        '--ranges',
        ranges,
        '--weighting',
        'equal',
        '--format',
        'json',
      ),
    ) as RunResults;
  }, 240_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test('every one of the 179,335 data rows is in the warehouse or in quarantine', () => {
    expect(summary.rowsRead).toBe(179_335);
    expect(summary.rowsNew + summary.rowsQuarantined).toBe(179_335);
  });

  test('there is one summary per factor and year, and one of the sample, and one detail per stock, or a reason', () => {
    expect(results.summaries).toHaveLength(4 * 20);
    expect(results.details).toHaveLength(4 * 20 * 30);
    for (const detail of results.details) expect(detail.beta === null).toBe(detail.dropReason !== null);
  });

  test.each(Object.keys(factors))('%s agrees with the textbook to 1e-9', (factor) => {
    const market = readMarket();
    const days = textbookDays(market, factors[factor] as TextbookFactor);
    const details = new Map(
      results.details.filter((d) => d.factor === factor).map((d) => [`${d.start} ${d.symbol}`, d]),
    );
    for (const year of years) {
      const sessions = days.filter((day) => day.date.startsWith(String(year)));
      const spreads = sessions.map((day) => textbookSpread(day));
      for (const { symbol } of market) {
        const detail = details.get(`${year}-01-01 ${symbol}`) as StockResult;
        const pairs = sessions.flatMap((day, at) => pairOf(spreads[at], day.returns.get(symbol)));
        const expected = textbookRegression(pairs);
        if (expected === undefined) expect(detail.dropReason).toBe('too_few_observations');
        else
          for (const [key, value] of Object.entries(expected))
            expectClose(detail[key as keyof StockResult], value, key);
        const exSelf = textbookRegression(
          sessions.flatMap((day) => pairOf(textbookSpread(day, symbol), day.returns.get(symbol))),
        );
        expectClose(detail.rSquaredExSelf, exSelf?.rSquared ?? null, 'rSquaredExSelf');
      }
      expectPremium(
        factor,
        year,
        spreads.filter((value) => value !== undefined),
      );
    }
  });

  test('every number of the first screen is that of loops over the definitions, with its sign', () => {
    const market = readMarket();
    const names = Object.keys(factors);
    const within = (date: string): boolean => date >= '2005-01-01' && date <= '2023-12-31';
    const expected = names.map((name) =>
      textbookFirstScreen(market, factors[name] as TextbookFactor, within, { basisPoints: 10, horizon: 21 }),
    );
    const adjusted = textbookAdjusted(expected.map(({ pValue }) => pValue));
    const deflated = textbookDeflated(expected);
    names.forEach((name, at) => {
      const own = expected[at] as FirstScreen;
      const rows = results.summaries.filter(({ factor }) => factor === name);
      const row = rows.find(({ role }) => role === 'sample');
      expect(row).toMatchObject({ start: '2005-01-03', side: own.side });
      expectClose(row?.premium, own.premium, 'premium');
      const stored = row?.statistics ?? {};
      expectClose(stored['premiumT'], own.t, 'premiumT');
      expectClose(stored['premiumPValue'], own.pValue, 'premiumPValue', 1e-7);
      expectClose(stored['premiumPValueBenjaminiHochberg'], adjusted[at] as number, 'adjusted', 1e-7);
      expectClose(stored['deflatedSharpe'], deflated[at] as number, 'deflatedSharpe', 1e-7);
      expectClose(stored['tradingCost'], own.cost, 'tradingCost');
      expectClose(stored['netPremium'], own.net, 'netPremium');
      expectClose(stored['ic21Mean'], own.ic, 'ic21Mean');
    });
    // Who holds the paying side of RSI14 loses it to costs: the number that once read as a profit.
    const rsi = results.summaries.find(({ factor, role }) => factor === 'RSI14' && role === 'sample');
    expect(rsi?.side).toBe('short');
    expect(rsi?.statistics['netPremium']).toBeLessThan(-0.1);
    const screen = fm('results');
    expect(screen).toMatch(/RSI14 +-4\.\d% .* -1\d\.\d% +short .*lost to costs/);
  });

  function expectPremium(factor: string, year: number, spreads: number[]): void {
    const summary = results.summaries.find((row) => row.factor === factor && row.start.startsWith(String(year)));
    const mean = average(spreads);
    const variance = spreads.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (spreads.length - 1);
    expectClose(summary?.premium, mean * 252, 'premium');
    expectClose(summary?.volatility, Math.sqrt(variance * 252), 'volatility');
    expectClose(summary?.sharpe, (mean * 252) / Math.sqrt(variance * 252), 'sharpe');
    let wealth = 1;
    let peak = 1;
    let worst = 0;
    for (const value of spreads) {
      wealth *= 1 + value;
      peak = Math.max(peak, wealth);
      worst = Math.min(worst, wealth / peak - 1);
    }
    expectClose(summary?.maxDrawdown, worst, 'maxDrawdown');
  }
});

function pairOf(x: number | undefined, y: number | undefined): { x: number; y: number }[] {
  return x === undefined || y === undefined ? [] : [{ x, y }];
}

/** Relative 1e-9, and absolute 1e-12 where the number itself vanishes. */
function expectClose(actual: unknown, expected: number | null, what: string, relative = 1e-9): void {
  if (expected === null || typeof actual !== 'number') {
    expect({ what, value: actual }).toEqual({ what, value: expected });
    return;
  }
  const tolerance = Math.max(relative * Math.abs(expected), 1e-12);
  if (Math.abs(actual - expected) > tolerance) throw new Error(`${what}: ${actual} is not ${expected}`);
}

function readMarket(): PriceSeries[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.csv'))
    .map((file) => {
      const rows = readFileSync(join(folder, file), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','));
      return {
        symbol: basename(file, '.csv'),
        dates: rows.map((row) => row[0] as string),
        adjusted: rows.map((row) => Number(row[5])),
        volume: rows.map((row) => Number(row[6])),
      };
    });
}
