import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findFactor, listFactors, type FactorDefinition } from '@fm/factors';
import fc from 'fast-check';
import { assembleMarket, noFacts, perturbFuture, sessionDays, shuffled, truncated } from '@fm/market';
import type { Drop, Treatment } from '@fm/results';
import { dayOfIso, sessionClose } from '@fm/platform/time';
import type { RawMarket } from '@fm/market/facts';
import { inventedRawMarket } from '@fm/market/testing/raw-market';
import { computeFactor } from './compute/compute-factor.ts';
import { testFactor } from './compute/assess-factor.ts';
import { neutralInputs } from '@fm/results/treatment';
import { realData } from './testing/real-data.ts';
import { numbersOf } from './verify/verify-differences.ts';

interface Asked {
  readonly horizons?: readonly number[];
  readonly weighting?: 'equal' | 'cap';
  readonly treatment?: Treatment;
  /** First and last session of each range, as positions in the calendar. */
  readonly ranges: readonly (readonly [number, number])[];
  /** Counts a gap and an ended listing as one: on the last day nobody knows which of the two a missing price is. */
  readonly endingsJoined?: boolean;
}

function joinEndings(drops: readonly Drop[]): Drop[] {
  const isEnding = ({ reason }: Drop): boolean => reason === 'no_price' || reason === 'not_listed';
  const count = drops.filter(isEnding).reduce((sum, drop) => sum + drop.count, 0);
  return [{ reason: 'no_price', unit: 'stock-sessions', count }, ...drops.filter((drop) => !isEnding(drop))];
}

/** Every number that a run finds of a factor over each range. */
function mined(raw: RawMarket, definition: FactorDefinition, asked: Asked): Map<string, number>[] {
  const { horizons = [1, 5], weighting = 'equal', treatment = {}, endingsJoined = false } = asked;
  const universe = { name: 'test', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };
  const inputs = new Set([...definition.inputs, ...neutralInputs(treatment.neutralise)]);
  const needs = { inputs, until: '2030-01-01', weighting };
  const market = assembleMarket(raw, universe, needs);
  const computed = computeFactor(market, definition, { groups: 3, horizons, costBasisPoints: 10, ...treatment });
  const ranges = asked.ranges.map(([from, to]) => {
    return { from, to, start: market.sessions[from] as string, end: market.sessions[to] as string };
  });
  const found = testFactor(market, computed, ranges);
  return ranges.map((_, r) => {
    const stocks = raw.symbols.length;
    const columns = Object.entries(found.stocks.statistics).map(([name, values]) => {
      return [name, values.slice(r * stocks, (r + 1) * stocks)] as const;
    });
    const summary = found.summaries[r]!;
    const drops = endingsJoined ? joinEndings(summary.coverage.drops) : summary.coverage.drops;
    return numbersOf({
      ...summary,
      coverage: { ...summary.coverage, drops },
      stocks: Object.fromEntries(columns),
      studies: found.studies[r]?.studies,
    });
  });
}

/** The four properties over markets of a kind; the factors are those that the facts of the market feed. */
function holdProperties(
  marketOf: (seed: number) => RawMarket,
  factors: readonly FactorDefinition[],
  runs: number,
  weightings: readonly ('equal' | 'cap')[] = ['equal'],
  treatment: Treatment = {},
): void {
  const any = fc.record({
    weighting: fc.constantFrom(...weightings),
    market: fc.integer({ min: 1, max: 50 }),
    factor: fc.constantFrom(...factors),
    seed: fc.integer({ min: 1, max: 1e6 }),
    /** Where in the second half of the calendar a range of 120 sessions ends. */
    end: fc.double({ min: 0, max: 0.98, noNaN: true }),
  });
  const place = (raw: RawMarket, end: number): { from: number; to: number; day: number } => {
    const calendar = sessionDays(raw.prices);
    const half = Math.floor(calendar.length / 2);
    const to = half + Math.floor(end * (calendar.length - half - 1));
    return { from: to - 119, to, day: calendar[to] as number };
  };
  const check = (property: (asked: typeof any extends fc.Arbitrary<infer T> ? T : never) => void): void => {
    fc.assert(fc.property(any, property), { numRuns: runs });
  };

  test('1. nothing known after t changes a number up to t, nor does leaving it out', () => {
    check(({ market, factor, seed, end, weighting }) => {
      const raw = marketOf(market);
      const { from, to, day } = place(raw, end);
      const asked = { ranges: [[from, to]], weighting, treatment } as const;
      const cut = { day, close: sessionClose(day) };
      const before = mined(raw, factor, asked);
      expect(mined(perturbFuture(raw, cut, seed), factor, asked)).toEqual(before);
      const joined = { ...asked, endingsJoined: true };
      expect(mined(truncated(raw, cut.day, cut.close), factor, joined)).toEqual(mined(raw, factor, joined));
    });
  });

  test('2. a range has the same bits by itself and among others, whatever their order', () => {
    check(({ market, factor, end, weighting }) => {
      const raw = marketOf(market);
      const { from, to } = place(raw, end);
      const last = sessionDays(raw.prices).length - 1;
      const [, , among] = mined(raw, factor, {
        weighting,
        treatment,
        ranges: [
          [0, last],
          [from - 30, to - 20],
          [from, to],
        ],
      });
      expect([among]).toEqual(mined(raw, factor, { weighting, treatment, ranges: [[from, to]] }));
    });
  });

  test('3. the order of rows and another horizon change no number', () => {
    check(({ market, factor, seed, end, weighting }) => {
      const raw = marketOf(market);
      const { from, to } = place(raw, end);
      const [before] = mined(raw, factor, { weighting, treatment, ranges: [[from, to]] });
      const [after] = mined(shuffled(raw, seed), factor, {
        weighting,
        treatment,
        ranges: [[from, to]],
        horizons: [1, 5, 10],
      });
      for (const [name, value] of before as Map<string, number>) {
        if (!Object.is(after?.get(name), value)) expect({ name, value: after?.get(name) }).toEqual({ name, value });
      }
    });
  });
}

describe('on invented markets with every kind of fact, with gaps, late listings and splits', () => {
  holdProperties((seed) => inventedRawMarket(9, 320, seed), listFactors(), 12, ['equal', 'cap']);
});

describe('with weights by capitalisation, the portfolios of size, value and market, and a factor of each kind', () => {
  const names = ['SMB', 'HML', 'Rm_Rf', 'ROC20', 'PB', 'AvgSentiment14'];
  const factors = names.map((name) => findFactor(name) as FactorDefinition);
  holdProperties((seed) => inventedRawMarket(9, 560, seed), factors, 8, ['cap']);

  test('they are other numbers than with equal weights, so the weights take part', () => {
    const raw = inventedRawMarket(9, 560, 3);
    const ranges = [[300, 420]] as const;
    const factor = findFactor('ROC20') as FactorDefinition;
    expect(mined(raw, factor, { ranges, weighting: 'cap' })).not.toEqual(
      mined(raw, factor, { ranges, weighting: 'equal' }),
    );
  });
});

describe('with values winsorised and neutral to size', () => {
  const factors = ['ROC20', 'PB', 'AvgSentiment14'].map((name) => findFactor(name) as FactorDefinition);
  const treatment = { winsorise: 0.1, neutralise: 'size' } as const;
  holdProperties((seed) => inventedRawMarket(9, 320, seed), factors, 6, ['equal', 'cap'], treatment);
});

describe('with values winsorised and neutral to groups that change, are taken back or are told twice', () => {
  const factors = ['ROC20', 'PB', 'AvgSentiment14'].map((name) => findFactor(name) as FactorDefinition);
  const treatment = { winsorise: 0.1, neutralise: 'group' } as const;
  holdProperties((seed) => inventedRawMarket(9, 320, seed), factors, 6, ['equal', 'cap'], treatment);

  test('other groups are other numbers, so the groups take part', () => {
    const raw = inventedRawMarket(9, 320, 3);
    const groups = raw.facts.groups.map((fact) => ({ ...fact, group: 'all' }));
    const [factor] = factors as [FactorDefinition];
    const ranges = [[200, 319]] as const;
    expect(mined({ ...raw, facts: { ...raw.facts, groups } }, factor, { ranges, treatment })).not.toEqual(
      mined(raw, factor, { ranges, treatment }),
    );
  });
});

describe('with values neutral to size and to groups at once', () => {
  const factors = ['ROC20', 'PB', 'AvgSentiment14'].map((name) => findFactor(name) as FactorDefinition);
  const treatment = { neutralise: 'size,group' } as const;
  holdProperties((seed) => inventedRawMarket(14, 320, seed), factors, 6, ['equal', 'cap'], treatment);

  test.each(['size', 'group'] as const)('they differ from those neutral to only %s', (neutralise) => {
    const raw = inventedRawMarket(14, 320, 3);
    const [factor] = factors as [FactorDefinition];
    const ranges = [[200, 319]] as const;
    expect(mined(raw, factor, { ranges, treatment })).not.toEqual(
      mined(raw, factor, { ranges, treatment: { neutralise } }),
    );
  });
});

const prices = realData('prices/yahoo-csv');

(prices === undefined ? describe.skip : describe)('on real prices', () => {
  const symbols = ['AAPL', 'CRM', 'GS', 'JNJ', 'KO', 'MMM', 'V', 'WMT'];
  let read: RawMarket | undefined;
  // Read within the tests: jest runs the body of a skipped describe too.
  const whole = (): RawMarket => (read ??= realPrices(prices as string, symbols));
  const technical = ['RSI14', 'RSI28', 'ROC20', 'TradingVolume'].map((name) => findFactor(name) as FactorDefinition);
  // Windows of 320 sessions: 2007 to 2009 holds the listing of V.
  holdProperties((seed) => window(whole(), 1800 + seed * 80, 320), technical, 8);
});

function realPrices(folder: string, symbols: readonly string[]): RawMarket {
  const rows = symbols.flatMap((symbol, stock) => {
    const file = readdirSync(folder).find((name) => name === `${symbol}.csv`) as string;
    const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n').slice(1);
    return lines.map((line) => {
      const [date, , , , close, adjClose, volume] = line.split(',') as [string, ...string[]];
      return { day: dayOfIso(date), stock, close: Number(close), adjClose: Number(adjClose), volume: Number(volume) };
    });
  });
  return {
    symbols,
    prices: pricesOf(rows),
    splits: [],
    delistings: [],
    facts: noFacts,
    rates: [],
    synthetic: false,
  };
}

interface PriceRow {
  readonly day: number;
  readonly stock: number;
  readonly close: number;
  readonly adjClose: number;
  readonly volume: number;
}

function pricesOf(rows: readonly PriceRow[]): RawMarket['prices'] {
  return {
    day: Int32Array.from(rows, ({ day }) => day),
    stock: Uint32Array.from(rows, ({ stock }) => stock),
    adjClose: Float64Array.from(rows, ({ adjClose }) => adjClose),
    close: Float64Array.from(rows, ({ close }) => close),
    volume: Float64Array.from(rows, ({ volume }) => volume),
  };
}

/** Some sessions of a market, in the order of their rows. */
function window(raw: RawMarket, first: number, sessions: number): RawMarket {
  const calendar = sessionDays(raw.prices);
  const begin = Math.min(first, calendar.length - sessions);
  const [from, to] = [calendar[begin] as number, calendar[begin + sessions - 1] as number];
  const { day, stock, close, adjClose, volume } = raw.prices;
  const rows = Array.from(day, (one, row) => ({ day: one, row }))
    .filter((one) => one.day >= from && one.day <= to)
    .map(({ day: one, row }) => ({
      ...{ day: one, stock: stock[row] as number, close: close[row] as number },
      ...{ adjClose: adjClose[row] as number, volume: volume[row] as number },
    }));
  return { ...raw, prices: pricesOf(rows) };
}
