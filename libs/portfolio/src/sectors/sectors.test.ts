import { describe, expect, test } from '@jest/globals';
import {
  annualisedMean,
  forwardReturns,
  rankInformationCoefficient,
  sortedPortfolios,
  summariseInformationCoefficient,
} from '@fm/factor-math';
import { findFactor, type CharacteristicFactor } from '@fm/factors';
import type { RawMarket } from '@fm/market/facts';
import { assembleMarket, groupNames, perturbFuture, sessionDays, type Market } from '@fm/market';
import { inventedRawMarket } from '@fm/market/testing/raw-market';
import { sessionClose } from '@fm/platform/time';
import { sectorSeries, type SectorSeries } from './sector-series.ts';
import { sectorsOfRange } from './sectors-of-range.ts';

const roc = findFactor('ROC20') as CharacteristicFactor;
const stocks = 18;
const invented = inventedRawMarket(stocks, 320);
const calendar = sessionDays(invented.prices);
const [groups, horizon] = [3, 5];
const day = (t: number): number => (calendar[t] as number) * 86_400_000;

/** Eight stocks in `mines`, from session 150 on seven; six, then seven, in `shops`; three in `tiny`; one in none. */
const facts = invented.symbols.slice(0, 17).map((symbol, stock) => ({
  ...{ symbol, source: 'file' as const, knownAt: day(0) },
  group: stock < 8 ? 'mines' : stock < 14 ? 'shops' : 'tiny',
}));
const moved = { symbol: invented.symbols[7] as string, source: 'file' as const, knownAt: day(150), group: 'shops' };
const raw = { ...invented, facts: { ...invented.facts, groups: [...facts, moved] } };
const universe = { name: 'invented', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };

function seriesOf(of: RawMarket = raw): { market: Market; series: SectorSeries[] } {
  const needs = { inputs: new Set(['adjClose', 'group'] as const), until: '9999-12-31', weighting: 'equal' } as const;
  const market = assembleMarket(of, universe, needs, calendar);
  const scores = roc.compute(market);
  const names = groupNames(of.facts.groups ?? []);
  return { market, series: sectorSeries({ market, scores, sectors: market.panel('group'), names, groups, horizon }) };
}

const { market, series } = seriesOf();
const scores = roc.compute(market);
const [from, to] = [60, 300];
const range = { start: market.sessions[from] as string, end: market.sessions[to] as string };
const how = { sessions: market.sessions, groups, horizon };
const found = new Map(sectorsOfRange(series, { ...how, ...range }).map((one) => [one.sector, one]));

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const score = (t: number, i: number): number => scores.values[t * stocks + i] as number;
const earned = (t: number, i: number): number => market.allReturns.values[t * stocks + i] as number;

/** The stocks of a sector with a value at a session, from how the facts were made. */
function within(sector: string, t: number): number[] {
  return Array.from({ length: stocks }, (_, i) => i).filter((i) => {
    // A file received on a day counts from the session of that day on.
    const own = i < 7 || (i === 7 && t < 150) ? 'mines' : i < 14 ? 'shops' : i < 17 ? 'tiny' : '';
    return own === sector && Number.isFinite(score(t, i));
  });
}

/** Spearman's coefficient by ranks counted one by one. */
function spearman(x: readonly number[], y: readonly number[]): number {
  const ranks = (of: readonly number[]) =>
    of.map((a) => of.filter((b) => b < a).length + (of.filter((b) => b === a).length + 1) / 2);
  const [a, b] = [ranks(x), ranks(y)];
  const [ma, mb] = [meanOf(a), meanOf(b)];
  const products = a.reduce((sum, value, k) => sum + (value - ma) * ((b[k] as number) - mb), 0);
  const squares = (of: readonly number[], centre: number) => of.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return products / Math.sqrt(squares(a, ma) * squares(b, mb));
}

describe.each(['mines', 'shops'])('within the sector %s', (sector) => {
  test('the coefficient is the mean rank correlation of the values of its stocks with what they earned after', () => {
    const values: number[] = [];
    for (let t = from - 1; t + horizon <= to; t++) {
      const forward = (i: number): number =>
        Array.from({ length: horizon }, (_, step) => 1 + earned(t + step + 1, i)).reduce((a, b) => a * b, 1);
      if (within(sector, t).length < 5) continue;
      const there = within(sector, t).filter((i) => Number.isFinite(forward(i)));
      const value = spearman(
        there.map((i) => score(t, i)),
        there.map(forward),
      );
      if (Number.isFinite(value)) values.push(value);
    }
    const { icMean, icSessions, icTStat, missing } = found.get(sector)!;
    expect([icSessions, missing]).toEqual([values.length, null]);
    expect(values.length).toBeGreaterThan(200);
    expect(icMean).toBeCloseTo(meanOf(values), 12);
    expect(Math.sign(icTStat!)).toBe(Math.sign(icMean!));
  });

  test('the spread is that of the thirds of its stocks by the values of the session before', () => {
    const returns: number[] = [];
    for (let t = from; t <= to; t++) {
      if (within(sector, t - 1).length < 5) continue;
      const ranked = within(sector, t - 1)
        .filter((i) => Number.isFinite(earned(t, i)))
        .sort((a, b) => score(t - 1, a) - score(t - 1, b));
      const leg = Math.floor(ranked.length / groups);
      const of = (legs: readonly number[]) => meanOf(legs.map((i) => earned(t, i)));
      if (leg > 0) returns.push(of(ranked.slice(-leg)) - of(ranked.slice(0, leg)));
    }
    const { spread, spreadSessions } = found.get(sector)!;
    expect(spreadSessions).toBe(returns.length);
    expect(spread).toBeCloseTo(252 * meanOf(returns), 10);
  });

  test('its stocks are counted on every session', () => {
    const counts = Array.from({ length: to - from + 1 }, (_, at) => within(sector, from + at).length);
    expect(found.get(sector)!.stocks).toBeCloseTo(meanOf(counts), 12);
  });
});

test('a sector of too few stocks, and stocks without one, are listed with the reason', () => {
  expect([...found.keys()]).toEqual(['mines', 'shops', 'tiny', '']);
  expect(found.get('tiny')).toMatchObject({
    ...{ icMean: null, icSessions: 0, spread: null, spreadTStat: null },
    missing: 'at most 3 stocks with a value on a session; at least 5 are needed',
  });
  expect(found.get('')).toMatchObject({ icMean: null, missing: expect.stringContaining('no industry') });
  expect(found.get('')!.stocks).toBeGreaterThan(0.9);
});

test('all stocks in one sector have the numbers of the whole', () => {
  const all = raw.symbols.map((symbol) => ({ ...moved, symbol, knownAt: day(0) }));
  const { market: one, series: whole } = seriesOf({ ...raw, facts: { ...raw.facts, groups: all } });
  const [result, ...others] = sectorsOfRange(whole, { ...how, ...range });
  expect([result!.sector, others]).toEqual(['shops', []]);
  const spread = sortedPortfolios(scores, one.returns, { groups }).spread.subarray(from, to + 1);
  expect(result!.spread).toBe(annualisedMean(spread.filter(Number.isFinite)));
  const coefficients = rankInformationCoefficient(scores, forwardReturns(one.allReturns, horizon));
  const judged = summariseInformationCoefficient(coefficients.subarray(from - 1, to - horizon + 1), horizon);
  expect([result!.icMean, result!.icTStat, result!.icSessions]).toEqual([judged.mean, judged.t, judged.observations]);
});

test('nothing known after a range changes it', () => {
  const cut = { day: calendar[200] as number, close: sessionClose(calendar[200] as number) };
  const early = { start: range.start, end: market.sessions[200] as string };
  const of = (those: readonly SectorSeries[]) =>
    sectorsOfRange(those, { ...how, ...early }).filter(({ sector }) => ['mines', 'shops', 'tiny'].includes(sector));
  expect(of(seriesOf(perturbFuture(raw, cut, 3)).series)).toEqual(of(series));
  expect(of(series)).toHaveLength(3);
});
