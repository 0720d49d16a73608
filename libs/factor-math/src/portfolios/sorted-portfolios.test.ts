import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  exSelfSpread,
  netSpread,
  quantileReturns,
  sortedPortfolios,
  summariseQuantiles,
  turnover,
  type Panel,
} from '../index.ts';
import { expectClose } from '../testing/close-to.ts';
import { dropFirst, panelOf, panelsOf, withColumns, withOtherFuture } from '../testing/panels.ts';

/** The definition, by sorting rows of objects. */
function oracle(
  signal: Panel,
  returns: Panel,
  sizes: Panel | undefined,
  t: number,
  groups: number,
  without = -1,
): number {
  const { stocks } = signal;
  const ranked = Array.from({ length: stocks }, (_, i) => ({
    i,
    signal: signal.values[(t - 1) * stocks + i],
    r: returns.values[t * stocks + i],
    size: sizes === undefined ? 1 : sizes.values[(t - 1) * stocks + i],
  }))
    .filter((row) => Number.isFinite(row.signal) && Number.isFinite(row.r) && row.size > 0)
    .sort((a, b) => a.signal - b.signal);
  const size = Math.floor(ranked.length / groups);
  if (size === 0) return NaN;
  const [low, high] = [ranked[size - 1].signal, ranked[ranked.length - size].signal];
  if (low === high) return NaN;
  const legReturn = (beyond: (value: number) => boolean, edge: number): number => {
    const tied = ranked.filter((row) => row.signal === edge);
    const share = (size - ranked.filter((row) => beyond(row.signal)).length) / tied.length;
    const held = ranked
      .filter((row) => beyond(row.signal) || row.signal === edge)
      .map((row) => ({ ...row, size: row.size * (row.signal === edge ? share : 1) }))
      .filter((row) => row.i !== without);
    const total = held.reduce((sum, row) => sum + row.size, 0);
    return held.length === 0 ? NaN : held.reduce((sum, row) => sum + (row.size / total) * row.r, 0);
  };
  return legReturn((value) => value > high, high) - legReturn((value) => value < low, low);
}

const markets = fc.tuple(panelsOf(6, 9), panelsOf(6, 9), panelsOf(6, 9), fc.boolean(), fc.integer({ min: 2, max: 5 }));

function expectSame(got: number, expected: number): void {
  if (Number.isNaN(expected)) expect(got).toBeNaN();
  else expect(Math.abs(got - expected)).toBeLessThan(1e-13);
}

describe('sortedPortfolios', () => {
  test('equals the definition, with ties, gaps and both weightings, with and without a stock itself', () => {
    fc.assert(
      fc.property(markets, ([signal, returns, sizes, weighted, groups]) => {
        const portfolios = sortedPortfolios(signal, returns, weighted ? { groups, weights: sizes } : { groups });
        for (let t = 1; t < 6; t++) {
          expectSame(portfolios.spread[t], oracle(signal, returns, weighted ? sizes : undefined, t, groups));
          for (const i of [0, 4, 8]) {
            const expected = oracle(signal, returns, weighted ? sizes : undefined, t, groups, i);
            expectSame(exSelfSpread(portfolios, returns, i)[t], expected);
          }
        }
      }),
    );
  });

  test('weights of each leg sum to 1 over the stocks held', () => {
    fc.assert(
      fc.property(markets, ([signal, returns, sizes, weighted, groups]) => {
        const p = sortedPortfolios(signal, returns, weighted ? { groups, weights: sizes } : { groups });
        for (let t = 0; t < 6; t++) {
          for (const [leg, count] of [
            [1, p.stocksHigh[t]],
            [-1, p.stocksLow[t]],
          ]) {
            const held = [...p.legs.keys()].filter((cell) => Math.floor(cell / 9) === t && p.legs[cell] === leg);
            expect(held).toHaveLength(count);
            if (count > 0) expect(held.reduce((sum, cell) => sum + p.weights[cell], 0)).toBeCloseTo(1, 14);
          }
        }
      }),
    );
  });

  test('what comes after t changes nothing up to t', () => {
    fc.assert(
      fc.property(markets, fc.nat({ max: 5 }), ([signal, returns, sizes, , groups], t) => {
        const now = sortedPortfolios(signal, returns, { groups, weights: sizes }).spread;
        const other = sortedPortfolios(withOtherFuture(signal, t), withOtherFuture(returns, t), {
          groups,
          weights: withOtherFuture(sizes, t),
        }).spread;
        expect(other.slice(0, t + 1)).toEqual(now.slice(0, t + 1));
      }),
    );
  });

  test('a later start and columns without data change no bit', () => {
    fc.assert(
      fc.property(markets, ([signal, returns, sizes, , groups]) => {
        const whole = sortedPortfolios(signal, returns, { groups, weights: sizes }).spread;
        const later = sortedPortfolios(dropFirst(signal, 2), dropFirst(returns, 2), {
          groups,
          weights: dropFirst(sizes, 2),
        });
        expect(later.spread.slice(1)).toEqual(whole.slice(3));
        const spaced = [0, 1, 99, 2, 3, 4, 99, 5, 6, 7, 8];
        const wide = sortedPortfolios(withColumns(signal, spaced), withColumns(returns, spaced), {
          groups,
          weights: withColumns(sizes, spaced),
        });
        expect(wide.spread).toEqual(whole);
      }),
    );
  });

  test('no portfolio where there are fewer stocks than groups', () => {
    const panel = panelOf([
      [1, 2],
      [0.1, 0.2],
    ]);
    expect(sortedPortfolios(panel, panel).spread).toEqual(Float64Array.of(NaN, NaN));
    expect(() => sortedPortfolios(panel, panel, { groups: 1 })).toThrow('at least 2 groups');
  });
});

describe('a signal with equal values', () => {
  const returns = panelOf([Array<number>(6).fill(NaN), [0.06, 0.05, 0.04, 0.03, 0.02, 0.01]]);
  const sortOf = (...values: number[]) => sortedPortfolios(panelOf([values, values]), returns);

  test('shares the places at the edge of a leg', () => {
    const { high, low, stocksHigh, weights } = sortOf(9, 5, 5, 5, 1, 0);
    expect(stocksHigh[1]).toBe(4);
    expectClose(high[1], (0.06 + (0.05 + 0.04 + 0.03) / 3) / 2, 1e-12);
    expectClose(low[1], 0.015, 1e-12);
    expectClose(weights[6 + 1], 1 / 6, 1e-12);
  });

  test('has no portfolio where one value reaches into both legs, and says so', () => {
    for (const values of [
      [2, 2, 2, 2, 2, 2],
      [9, 2, 2, 2, 2, 1],
    ]) {
      const { spread, undivided } = sortOf(...values);
      expect([spread[1], undivided[1]]).toEqual([NaN, 1]);
      expect(quantileReturns(panelOf([values, values]), returns, { groups: 3 }).series.map((one) => one[1])).toEqual([
        NaN,
        NaN,
        NaN,
      ]);
    }
  });

  test('gives the same returns whatever the names of the stocks are', () => {
    fc.assert(
      fc.property(markets, fc.shuffledSubarray([...Array(9).keys()], { minLength: 9 }), (market, order) => {
        const [signal, own, sizes, weighted, groups] = market;
        const one = { groups, ...(weighted && { weights: sizes }) };
        const other = { groups, ...(weighted && { weights: withColumns(sizes, order) }) };
        const [signalOther, ownOther] = [withColumns(signal, order), withColumns(own, order)];
        const spreads = [sortedPortfolios(signal, own, one), sortedPortfolios(signalOther, ownOther, other)];
        const middles = [quantileReturns(signal, own, one), quantileReturns(signalOther, ownOther, other)];
        for (let t = 1; t < 6; t++) {
          expectSame(spreads[1].spread[t], spreads[0].spread[t]);
          for (let g = 0; g < groups; g++) expectSame(middles[1].series[g][t], middles[0].series[g][t]);
        }
      }),
    );
  });

  test('shares the places between middle groups, which differ by at most one place', () => {
    const signal = panelOf([[1, 2, 2, 2, 3, 4, 5], Array<number>(7).fill(NaN)]);
    const own = panelOf([Array<number>(7).fill(NaN), [1, 2, 3, 4, 5, 6, 7]]);
    // Places: 1 | 2 | 2, 3 | 4, 5 are one, one, two, two and one of five groups.
    const { series } = quantileReturns(signal, own, { groups: 5 });
    [1, 3, 3, 5.5, 7].forEach((mean, group) => expectClose(series[group][1], mean, 1e-12));
  });
});

test('quantile returns have the legs of the sort as their outer groups', () => {
  fc.assert(
    fc.property(markets, ([signal, returns, sizes, weighted, groups]) => {
      const options = weighted ? { groups, weights: sizes } : { groups };
      const quantiles = quantileReturns(signal, returns, options);
      const { spread, high } = sortedPortfolios(signal, returns, options);
      for (let t = 0; t < 6; t++) {
        expectSame(quantiles.spread[t], spread[t]);
        expectSame(quantiles.series[groups - 1][t], high[t]);
      }
    }),
  );
});

test('group means of equal weights, weighed by their sizes, give the mean of all stocks', () => {
  const signal = panelOf([[5, 1, 4, 2, 3, 7, 6], Array<number>(7).fill(NaN)]);
  const returns = panelOf([Array<number>(7).fill(NaN), [0.05, 0.01, 0.04, 0.02, 0.03, 0.07, 0.06]]);
  const { series } = quantileReturns(signal, returns, { groups: 3 });
  [0.015, 0.04, 0.065].forEach((mean, group) => expectClose(series[group][1], mean, 1e-14));
});

test('summaries carry the mean, its error and t of every group and of the spread', () => {
  const signal = panelOf(Array.from({ length: 40 }, () => [1, 2, 3]));
  const returns = panelOf(Array.from({ length: 40 }, (_, t) => [0.01 * Math.sin(t), 0, 0.02 + 0.01 * Math.cos(t)]));
  const { groups, spread } = summariseQuantiles(quantileReturns(signal, returns, { groups: 3 }));
  expect(groups).toHaveLength(3);
  expectClose(spread.mean, groups[2].mean - groups[0].mean, 1e-12);
  expectClose(spread.t, spread.mean / spread.standardError, 1e-12);
});

test('replacing both legs completely is a turnover of 1, and costs four times its basis points', () => {
  const signal = panelOf([
    [1, 2, 3],
    [3, 2, 1],
    [3, 2, 1],
  ]);
  const returns = panelOf([
    [0, 0, 0],
    [0, 0, 0],
    [0.01, 0, 0.03],
  ]);
  const portfolios = sortedPortfolios(signal, returns);
  expect(turnover(portfolios, returns)).toEqual(Float64Array.of(NaN, NaN, 1));
  expectClose(netSpread(portfolios, returns, 10)[2], -0.02 - 4 * 0.001, 1e-12);
});

test('weights that only drift with prices are not traded when the target drifts the same way', () => {
  const signal = panelOf(Array.from({ length: 3 }, () => [1, 2, 3, 4]));
  const returns = panelOf([
    [NaN, NaN, NaN, NaN],
    [0.1, -0.05, 0.2, 0.02],
    [0, 0, 0, 0],
  ]);
  const weights = panelOf([
    [10, 20, 30, 40],
    [11, 19, 36, 40.8],
    [11, 19, 36, 40.8],
  ]);
  const portfolios = sortedPortfolios(signal, returns, { groups: 2, weights });
  expect(turnover(portfolios, returns)[2]).toBeLessThan(1e-15);
});
