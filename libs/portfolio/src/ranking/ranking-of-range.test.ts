import { expect, test } from '@jest/globals';
import { studentTQuantile, type Panel } from '@fm/factor-math';
import { findFactor, type CharacteristicFactor } from '@fm/factors';
import { assembleMarket, perturbFuture, sessionDays, type Market } from '@fm/market';
import { inventedRawMarket } from '@fm/market/testing/raw-market';
import { sessionClose } from '@fm/platform/time';
import { rankSeries, type RankingRules } from './rank-series.ts';
import { rankingOfRange, type RangeRanking } from './ranking-of-range.ts';

const roc = findFactor('ROC20') as CharacteristicFactor;
const raw = inventedRawMarket(12, 300);
const calendar = sessionDays(raw.prices);
const rules: RankingRules = { groups: 4, weighting: 'equal', horizons: [1, 5, 21], lag: 5 };

function marketOf(facts = raw): Market {
  const universe = { name: 'invented', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };
  const needs = { inputs: new Set(['adjClose'] as const), until: '9999-12-31', weighting: 'cap' } as const;
  return assembleMarket(facts, universe, needs, calendar);
}

const market = marketOf();
const scores = roc.compute(market);
const sizes = market.marketCap as Panel;
const range = { start: market.sessions[60] as string, end: market.sessions[279] as string };
const [from, to] = [60, 279];
const series = rankSeries({ market, scores, sizes, rules });
const found = rankingOfRange(series, range);

const stocks = market.symbols.map((_, i) => i);
const cell = (panel: Panel, t: number, i: number): number => panel.values[t * panel.stocks + i] as number;
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Pearson's correlation of ranks, ties sharing their mean, counted one by one. */
function spearman(pairs: readonly (readonly [number, number])[]): number {
  const there = pairs.filter((pair) => pair.every(Number.isFinite));
  const ranks = (values: readonly number[]) =>
    values.map((a) => values.filter((b) => b < a).length + (values.filter((b) => b === a).length + 1) / 2);
  const [x, y] = [ranks(there.map(([a]) => a)), ranks(there.map(([, b]) => b))];
  const [mx, my] = [meanOf(x), meanOf(y)];
  const sum = (of: (j: number) => number) => x.reduce((total, _, j) => total + of(j), 0);
  const [xy, xx, yy] = [
    sum((j) => (x[j]! - mx) * (y[j]! - my)),
    sum((j) => (x[j]! - mx) ** 2),
    sum((j) => (y[j]! - my) ** 2),
  ];
  return xy / Math.sqrt(xx * yy);
}

/** What a stock earns over the sessions after t, one return after another. */
function earned(t: number, i: number, horizon: number): number {
  let wealth = 1;
  for (let step = 1; step <= horizon; step++)
    wealth *= t + step < calendar.length ? 1 + cell(market.allReturns, t + step, i) : NaN;
  return wealth - 1;
}

/** Coefficients of signals of the session before the range or later, whose forward returns end within it. */
function coefficientsOf(horizon: number, among: (t: number) => readonly number[]): number[] {
  const all = [];
  for (let t = from - 1; t + horizon <= to; t++)
    all.push(spearman(among(t).map((i) => [cell(scores, t, i), earned(t, i, horizon)])));
  return all.filter(Number.isFinite);
}

/** Newey and West (1987): Bartlett weights on the autocovariances of a mean. */
function neweyWestT(values: readonly number[], lags: number): number {
  const [n, centre] = [values.length, meanOf(values)];
  const covariance = (lag: number) =>
    values.slice(lag).reduce((sum, value, at) => sum + (value - centre) * (values[at]! - centre), 0) / n;
  let variance = covariance(0);
  for (let lag = 1; lag <= lags; lag++) variance += 2 * (1 - lag / (lags + 1)) * covariance(lag);
  return centre / Math.sqrt(variance / n);
}

test('groups earn the mean return of their stocks, the lowest values of the session before first', () => {
  expect(found.dates).toEqual(market.sessions.slice(from, to + 1));
  expect(found.groups).toHaveLength(4);
  for (let t = from; t <= to; t++) {
    const ranked = stocks
      .filter((i) => Number.isFinite(cell(scores, t - 1, i)) && Number.isFinite(cell(market.returns, t, i)))
      .sort((a, b) => cell(scores, t - 1, a) - cell(scores, t - 1, b));
    const outer = Math.floor(ranked.length / 4);
    const middle = Math.floor((ranked.length - 2 * outer) / 2);
    const ends = [0, outer, outer + middle, ranked.length - outer, ranked.length];
    found.groups.forEach((group, g) => {
      const held = ranked.slice(ends[g], ends[g + 1]);
      expect(group[t - from]).toBeCloseTo(meanOf(held.map((i) => cell(market.returns, t, i))), 12);
    });
  }
});

test('coefficients by horizon are the mean rank correlations with what came after, with the t of Newey and West', () => {
  expect(found.decay.map(({ horizon }) => horizon)).toEqual([1, 5, 10, 21, 63]);
  for (const { horizon, mean, neweyWestT: t, lags, sessions, low, high, tStat } of found.decay) {
    const values = coefficientsOf(horizon, () => stocks);
    expect([horizon, sessions]).toEqual([horizon, values.length]);
    expect(mean).toBeCloseTo(meanOf(values), 12);
    expect(lags).toBeGreaterThanOrEqual(horizon - 1);
    expect(t).toBeCloseTo(neweyWestT(values, lags), 9);
    if (low !== null) expect([mean! - low, high! - mean!].every((reach) => reach > 0)).toBe(true);
    else expect([high, tStat]).toEqual([null, null]);
  }
});

test('the band of one session is that of equal-weighted cosines', () => {
  const { mean, low, high } = found.decay[0]!;
  const values = coefficientsOf(1, () => stocks);
  const n = values.length;
  // Degrees of freedom follow from the reach; of these many cosines the variance of the mean is the mean square.
  const errorWith = (degrees: number) => {
    const sums = Array.from({ length: degrees }, (_, j) =>
      values.reduce(
        (sum, value, t) => sum + Math.sqrt(2 / n) * Math.cos((Math.PI * (j + 1) * (t + 0.5)) / n) * value,
        0,
      ),
    );
    return Math.sqrt(meanOf(sums.map((sum) => sum * sum)) / n);
  };
  const reaches = Array.from({ length: n - 1 }, (_, at) => studentTQuantile(0.975, at + 1) * errorWith(at + 1));
  expect(reaches.some((reach) => Math.abs(reach - (high! - mean!)) < 1e-12)).toBe(true);
  expect(mean! - low!).toBeCloseTo(high! - mean!, 12);
});

test('coefficients by size are those among the third of the stocks by their market value of the day', () => {
  const rankedAt = (t: number) => stocks.filter((i) => Number.isFinite(cell(scores, t, i)));
  const sizedAt = (t: number) => rankedAt(t).filter((i) => cell(sizes, t, i) > 0);
  const sessions = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const count = (of: (t: number) => number[]) => sessions.reduce((sum, t) => sum + of(t).length, 0);
  expect(found.sized).toBeCloseTo(count(sizedAt) / count(rankedAt), 12);
  expect(found.sized).toBeLessThan(1);
  found.sizes!.forEach((size, group) => {
    const members = (t: number) => {
      const ranked = sizedAt(t).sort((a, b) => cell(sizes, t, a) - cell(sizes, t, b) || a - b);
      return ranked.slice(Math.floor((group * ranked.length) / 3), Math.floor(((group + 1) * ranked.length) / 3));
    };
    const values = coefficientsOf(21, members);
    expect([size.group, size.horizon]).toEqual([['small', 'medium', 'large'][group], 21]);
    expect(size.mean).toBeCloseTo(meanOf(values), 12);
    expect(size.neweyWestT).toBeCloseTo(neweyWestT(values, size.lags), 9);
    const judged = Array.from({ length: to - 21 - (from - 1) + 1 }, (_, at) => from - 1 + at);
    const counts = judged
      .map((t) => members(t).map((i) => [cell(scores, t, i), earned(t, i, 21)] as const))
      .filter((pairs) => Number.isFinite(spearman(pairs)))
      .map((pairs) => pairs.length);
    expect(size.stocks).toBeCloseTo(meanOf(counts), 12);
  });
});

test('months hold the mean correlation of the ranks with those of a period before, and how many names are new', () => {
  const legOf = (t: number, isHigh: boolean): number[] => {
    const ranked = stocks
      .filter((i) => Number.isFinite(cell(scores, t - 1, i)) && Number.isFinite(cell(market.returns, t, i)))
      .sort((a, b) => cell(scores, t - 1, a) - cell(scores, t - 1, b));
    const count = Math.floor(ranked.length / 4);
    return isHigh ? ranked.slice(ranked.length - count) : ranked.slice(0, count);
  };
  for (const { month, rankAutocorrelation, renewedHigh, renewedLow } of found.months) {
    const sessions = market.sessions.flatMap((day, t) => (day.startsWith(month) && t >= from && t <= to ? [t] : []));
    const correlations = sessions.map((t) => spearman(stocks.map((i) => [cell(scores, t, i), cell(scores, t - 5, i)])));
    expect(rankAutocorrelation).toBeCloseTo(meanOf(correlations), 12);
    const renewed = (isHigh: boolean) =>
      meanOf(
        sessions.map((t) => {
          const [now, then] = [legOf(t, isHigh), legOf(t - 5, isHigh)];
          return now.filter((i) => !then.includes(i)).length / now.length;
        }),
      );
    expect(renewedHigh).toBeCloseTo(renewed(true), 12);
    expect(renewedLow).toBeCloseTo(renewed(false), 12);
  }
});

test('nothing known after a range changes it, and a range is the same by itself and among others', () => {
  const cut = 200;
  const day = calendar[cut] as number;
  const later = marketOf(perturbFuture(raw, { day, close: sessionClose(day) }, 7));
  const early = { start: range.start, end: market.sessions[cut] as string };
  const of = (one: Market): RangeRanking =>
    rankingOfRange(rankSeries({ market: one, scores: roc.compute(one), sizes: one.marketCap, rules }), early);
  expect(of(later)).toEqual(of(market));
  expect(of(market)).toEqual(rankingOfRange(series, early));
});

test('without market values there are no groups by size, and a range without sessions is empty', () => {
  const plain = rankSeries({ market, scores, rules });
  expect(rankingOfRange(plain, range)).toMatchObject({ sized: null, groups: { length: 4 } });
  expect(rankingOfRange(plain, range).sizes).toBeUndefined();
  const none = rankingOfRange(series, { start: '1900-01-01', end: '1900-12-31' });
  expect([none.dates, none.months, none.decay[0]]).toMatchObject([[], [], { mean: null, sessions: 0 }]);
});
