import { expect, test } from '@jest/globals';
import type { Panel } from '@fm/factor-math';
import { findFactor, type CharacteristicFactor } from '@fm/factors';
import { assembleMarket, perturbFuture, sessionDays, truncated } from '@fm/market';
import type { RawMarket } from '@fm/market/facts';
import { inventedRawMarket } from '@fm/market/testing/raw-market';
import { sessionClose } from '@fm/platform/time';
import type { BookRequest } from '../book/book-request.ts';
import { bookTerms } from '../book/book-terms.ts';
import { makeBook, type MadeBook } from '../book/make-book.ts';
import { factorMarketOf } from '../book/read-factor-market.ts';
import { weigherOf } from '../book/weigher-of.ts';
import { projectedGradient } from '../testing/projected-gradient.ts';
import { sideWeigher } from './side-weigher.ts';

const roc = findFactor('ROC20') as CharacteristicFactor;
const raw = inventedRawMarket(14, 330);
const calendar = sessionDays(raw.prices);

async function bookOf(facts: RawMarket, asked: Partial<BookRequest>): Promise<MadeBook> {
  const universe = { name: 'invented', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };
  const needs = { inputs: new Set(['open', 'adjClose'] as const), until: '9999-12-31', weighting: 'equal' as const };
  const market = assembleMarket(facts, universe, needs, sessionDays(facts.prices));
  const [start, end] = [market.sessions[0] as string, market.sessions.at(-1) as string];
  const run = { groups: 2, weighting: 'equal', costBasisPoints: 10 } as const;
  const terms = bookTerms({ factor: 'ROC20', rebalance: 15, ...asked }, roc, run, { start, end });
  const inputs = factorMarketOf(market, roc.compute(market));
  return makeBook({ ...inputs, ...(await weigherOf(inputs, terms)) }, terms, 'close') as MadeBook;
}

/** Normal numbers by Box and Muller from a linear congruential generator. */
function normals(seed: number): () => number {
  let state = seed;
  const draw = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return () => Math.sqrt(-2 * Math.log(draw() + 1e-12)) * Math.cos(2 * Math.PI * draw());
}

const variants: Partial<BookRequest>[] = [
  { weighting: 'min-variance', maxTurnover: 0.2 },
  { weighting: 'mean-variance', longOnly: true, maxWeight: 0.4, holding: 2 },
];

test.each(variants)('nothing known after a session changes the optimised weights up to it: %j', async (asked) => {
  const before = await bookOf(raw, asked);
  for (const cut of [250, 290]) {
    const day = calendar[cut] as number;
    const close = sessionClose(day);
    for (const facts of [perturbFuture(raw, { day, close }, cut), truncated(raw, day, close)]) {
      const after = await bookOf(facts, asked);
      const known = before.dates.filter((date) => Date.parse(date) <= day * 86_400_000).length;
      expect(known).toBeGreaterThan(20);
      for (const name of ['gross', 'net', 'traded', 'long', 'short'] as const)
        expect(after[name].slice(0, known)).toEqual(before[name].slice(0, known));
    }
  }
});

/** Shrunk covariance a year of the returns of the last 252 sessions, as Ledoit and Wolf write it: one sum for each pair. */
function textbookCovariance(closes: Panel, session: number, columns: readonly number[]): Float64Array {
  const close = (t: number, i: number): number => closes.values[t * closes.stocks + i] as number;
  const rows = columns.map((i) => {
    const all = Array.from({ length: 252 }, (_, at) => close(session - 251 + at, i) / close(session - 252 + at, i) - 1);
    const there = all.filter((value) => !Number.isNaN(value));
    const centre = there.reduce((sum, value) => sum + value, 0) / there.length;
    return all.map((value) => (Number.isNaN(value) ? 0 : (value - centre) * Math.sqrt(252 / there.length)));
  });
  const k = columns.length;
  const pairs = Array.from({ length: k * k }, (_, at) => [Math.floor(at / k), at % k] as const);
  const product = (a: number, b: number, t: number): number => (rows[a]?.[t] as number) * (rows[b]?.[t] as number);
  const sessions = Array.from({ length: 252 }, (_, t) => t);
  const sample = pairs.map(([a, b]) => sessions.reduce((sum, t) => sum + product(a, b, t), 0) / 252);
  const level = columns.reduce((sum, _, a) => sum + (sample[a * k + a] as number), 0) / k;
  const apart = pairs.reduce((sum, [a, b], at) => sum + ((sample[at] as number) - (a === b ? level : 0)) ** 2, 0);
  const noise = pairs.reduce(
    (sum, [a, b], at) => sum + sessions.reduce((of, t) => of + (product(a, b, t) - (sample[at] as number)) ** 2, 0),
    0,
  );
  const share = Math.min(noise / 252 ** 2, apart) / apart;
  return Float64Array.from(
    pairs,
    ([a, b], at) => 252 * ((1 - share) * (sample[at] as number) + (a === b ? share * level : 0)),
  );
}

test.each(['min-variance', 'mean-variance'] as const)(
  '%s weights are those of a gradient descent on a covariance summed pair by pair',
  (weighting) => {
    const [days, stocks, session] = [300, 10, 280];
    const normal = normals(3);
    const level = new Float64Array(stocks).fill(50);
    const values = new Float64Array(days * stocks);
    for (let t = 0; t < days; t++) {
      const market = 0.008 * normal();
      for (let i = 0; i < stocks; i++) {
        level[i] = (level[i] as number) * (1 + (0.5 + i / 10) * market + (0.005 + 0.002 * i) * normal());
        values[t * stocks + i] = (t + 3 * i) % 41 === 0 ? NaN : (level[i] as number);
      }
    }
    const closes = { days, stocks, values };
    const options = { weighting, aversion: 4, maxWeight: 0.3, maxTurnover: 1 };
    const weigher = sideWeigher({ closes, sessions: [] }, options);
    expect(weigher.accepts(188, 4)).toBe(false);
    expect(weigher.accepts(session, 4)).toBe(true);
    const [long, short] = [Int32Array.of(0, 2, 5, 7, 9), Int32Array.of(1, 3, 4, 8)];
    const scores = Float64Array.from({ length: stocks }, (_, i) => (i - 4.5) / 3);
    const found = weigher.weigh({ signal: session, long, short, scores, held: new Float64Array(stocks) });
    const columns = [...long, ...short];
    const covariance = textbookCovariance(closes, session, columns);
    const k = columns.length;
    const program = {
      ...{ covariance, sides: Int8Array.from(columns, (_, at) => (at < 5 ? 1 : -1)), most: 0.3 },
      expected: Float64Array.from(columns, (stock, at) =>
        weighting === 'min-variance'
          ? 0
          : 0.05 * Math.sqrt(12) * Math.sqrt(covariance[at * (k + 1)] as number) * (scores[stock] as number),
      ),
      ...{ aversion: 4, groups: columns.map(() => 0), mostOfGroup: 1 },
    };
    const second = projectedGradient(program, 4000);
    columns.forEach((stock, at) => {
      expect(at < 5 ? found.long[stock] : found.short[stock]).toBeCloseTo(second[at] as number, 8);
    });
    expect(second.some((weight) => weight > 0.3 - 1e-12)).toBe(true);
  },
);

test('a limit on turnover holds at every rebalancing', async () => {
  const free = await bookOf(raw, { weighting: 'min-variance' });
  const limited = await bookOf(raw, { weighting: 'min-variance', maxTurnover: 0.15 });
  expect(Math.max(...free.traded) / 4).toBeGreaterThan(0.2);
  for (const traded of limited.traded) expect(traded / 4).toBeLessThan(0.15 + 1e-9);
});

test('limits that leave cash are refused with the session and what to change', async () => {
  await expect(bookOf(raw, { weighting: 'min-variance', maxWeight: 0.1 })).rejects.toMatchObject({
    code: 'BOUNDS_TOO_NARROW',
    message: expect.stringMatching(/side cannot be filled: \d stocks with at most 10 % in each stock hold \d0 % of it/),
  });
});

test('a risk aversion belongs to mean-variance weights only', async () => {
  await expect(bookOf(raw, { weighting: 'min-variance', riskAversion: 3 })).rejects.toMatchObject({
    code: 'WRONG_BOOK',
  });
  const bold = await bookOf(raw, { weighting: 'mean-variance', riskAversion: 1 });
  const timid = await bookOf(raw, { weighting: 'mean-variance', riskAversion: 50 });
  expect(bold.holdings[0]?.weight).toBeGreaterThan(timid.holdings[0]?.weight as number);
});
