import { ExpressionPool, evaluate, limits, parseFormula, type Panels } from '@fm/expressions';
import { describe, expect, test } from '@jest/globals';
import { libraryFormulas } from '../formulas/formula-library.ts';
import { findLibrary, listLibraries } from './libraries.ts';
import type { LibraryFactor } from './library.ts';

const published = listLibraries()
  .filter(({ name }) => !name.startsWith('alpha158'))
  .flatMap(({ factors }) => factors);

const daily = ['momentum-and-risk', 'liquidity', 'seasonality'].flatMap((name) => findLibrary(name)?.factors ?? []);

/** Prices of a few stocks that wander, with volume; each input by name. */
function wanderingPanels(days: number, stocks: number): Panels {
  let state = 12345;
  const uniform = (): number => (state = (state * 16807) % 2147483647) / 2147483647;
  const cells = (cell: (t: number, i: number) => number): Float64Array =>
    Float64Array.from({ length: days * stocks }, (_, at) => cell(Math.floor(at / stocks), at % stocks));
  const returns = cells((t) => (t === 0 ? NaN : 0.04 * (uniform() - 0.49)));
  const close = new Float64Array(days * stocks).fill(20);
  for (let at = stocks; at < close.length; at++) close[at] = close[at - stocks]! * (1 + returns[at]!);
  const volume = cells(() => 1000 + Math.floor(uniform() * 5000));
  const shares = cells((_, i) => 1e5 * (i + 1));
  const product = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, at) => x * b[at]!);
  const known: Readonly<Record<string, Float64Array>> = {
    close,
    adj_close: close,
    unadjusted_close: close,
    high: close.map((x) => x * (1 + 0.01 * uniform())),
    low: close.map((x) => x * (1 - 0.01 * uniform())),
    volume,
    shares,
    dollar_volume: product(close, volume),
    cap: product(close, shares),
    returns,
    industry: cells((_, i) => i % 2),
  };
  return { days, stocks, get: (key) => known[key]! };
}

describe('the libraries of published signals', () => {
  test('have at least a hundred signals, each with its paper, sample and sign', () => {
    expect(published.length).toBeGreaterThanOrEqual(100);
    expect(new Set(published.map(({ name }) => name)).size).toBe(published.length);
    for (const { name, published: facts, sign, summary } of published) {
      const [from, to] = facts?.sample ?? [0, 0];
      expect([name, from < to, to <= (facts?.year ?? 0), Math.abs(sign), summary.endsWith('.')]).toEqual([
        name,
        true,
        true,
        1,
        true,
      ]);
    }
  });

  test('have formulas that are read, each another one, within the limits', () => {
    const read = published.map(({ formula }) => parseFormula(formula));
    expect(new Set(read.map(({ hash }) => hash)).size).toBe(read.length);
    for (const { lookBack } of read) expect(lookBack).toBeLessThanOrEqual(limits.lookBack);
  });

  test('mark the signals that are documented not to predict as controls', () => {
    expect(published.filter(({ isControl }) => isControl === true).map(({ name }) => name)).toEqual(['ZScore']);
  });

  test('all have data: what they read is prices, groups, filings or short interest', () => {
    const leftOut = listLibraries().flatMap(({ name }) => libraryFormulas(name)?.leftOut ?? []);
    expect(leftOut.filter(({ name }) => !name.startsWith('alpha158'))).toEqual([]);
  });

  test('are found by name', () => {
    expect(findLibrary('Momentum-And-Risk')?.factors.length).toBeGreaterThan(15);
    expect(findLibrary('nothing')).toBeUndefined();
  });
});

describe('the signals of prices and volume', () => {
  const days = 5100;
  const stocks = 6;
  const panels = wanderingPanels(days, stocks);
  const pool = new ExpressionPool();
  const roots = daily.map(({ formula }) => parseFormula(formula, { pool }));
  const values = evaluate(
    roots.map(({ expression }) => expression),
    panels,
  );
  const last = (name: string): number[] => {
    const at = daily.findIndex((factor: LibraryFactor) => factor.name === name);
    return [...values[at]!.subarray((days - 1) * stocks)];
  };
  const panel = (name: string, ago: number, stock: number): number =>
    panels.get(name)[(days - 1 - ago) * stocks + stock]!;
  const product = (stock: number, from: number, to: number): number => {
    let grown = 1;
    for (let ago = from; ago >= to; ago--) grown *= 1 + panel('returns', ago, stock);
    return grown - 1;
  };
  const closeTo = (given: readonly number[], wanted: (stock: number) => number): void =>
    given.forEach((value, stock) => expect(value).toBeCloseTo(wanted(stock), 10));

  test('all have values once their look-back is there, and none before', () => {
    for (const [at, { name }] of daily.entries()) {
      const known = values[at]!.findIndex((value) => !Number.isNaN(value));
      expect([name, known >= 0]).toEqual([name, true]);
      if (!/min=/.test(daily[at]!.formula)) expect(Math.floor(known / stocks)).toBe(roots[at]!.lookBack);
    }
  });

  test('compound the returns of the sessions that they name', () => {
    closeTo(last('Mom12m'), (stock) => product(stock, 252, 22));
    closeTo(last('Mom6m'), (stock) => product(stock, 126, 22));
    closeTo(last('IntMom'), (stock) => product(stock, 252, 127));
    closeTo(last('STreversal'), (stock) => product(stock, 20, 0));
    closeTo(last('MomSeasonShort'), (stock) => product(stock, 251, 231));
  });

  test('take the mean of the same months, and of the others', () => {
    const months = [2, 3, 4, 5].map((years) => years * 252 - 21);
    closeTo(last('MomSeason'), (stock) => months.reduce((sum, end) => sum + product(stock, end + 20, end), 0) / 4);
    closeTo(last('MomOffSeason'), (stock) => {
      let [sum, count] = [0, 0];
      for (let ago = 252; ago < 252 + 1008; ago++) {
        if (months.some((end) => ago >= end && ago < end + 21)) continue;
        sum += panel('returns', ago, stock);
        count++;
      }
      return sum / count;
    });
  });

  test('weigh the returns of the industry by capitalisation', () => {
    closeTo(last('IndMom'), (stock) => {
      let [sum, weight] = [0, 0];
      for (let other = stock % 2; other < stocks; other += 2) {
        sum += panel('cap', 0, other) * product(other, 125, 0);
        weight += panel('cap', 0, other);
      }
      return sum / weight;
    });
  });

  test('give no leader of an industry the return of the leaders', () => {
    const leaders = last('IndRetBig');
    expect(leaders.map((value) => Number.isNaN(value))).toEqual([false, false, false, false, true, true]);
    closeTo(leaders.slice(0, 4), (stock) => product(4 + (stock % 2), 20, 0));
  });

  test('estimate the spread of Corwin and Schultz', () => {
    closeTo(last('BidAskSpread'), (stock) => {
      let sum = 0;
      for (let ago = 0; ago < 21; ago++) {
        const [high, low, earlierHigh, earlierLow] = [
          panel('high', ago, stock),
          panel('low', ago, stock),
          panel('high', ago + 1, stock),
          panel('low', ago + 1, stock),
        ];
        const beta = Math.log(high / low) ** 2 + Math.log(earlierHigh / earlierLow) ** 2;
        const gamma = Math.log(Math.max(high, earlierHigh) / Math.min(low, earlierLow)) ** 2;
        const divisor = 3 - 2 * Math.SQRT2;
        const alpha = (Math.sqrt(2 * beta) - Math.sqrt(beta)) / divisor - Math.sqrt(gamma / divisor);
        sum += Math.max(0, (2 * (Math.exp(alpha) - 1)) / (1 + Math.exp(alpha)));
      }
      return sum / 21;
    });
  });
});
