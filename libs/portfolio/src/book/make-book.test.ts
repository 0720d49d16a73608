import { expect, test } from '@jest/globals';
import type { Panel } from '@fm/factor-math';
import { findFactor, type CharacteristicFactor } from '@fm/factors';
import { assembleMarket, groupNames, marketReturn, perturbFuture, sessionDays, type Market } from '@fm/market';
import type { RawMarket } from '@fm/market/facts';
import { inventedRawMarket } from '@fm/market/testing/raw-market';
import { sessionClose } from '@fm/platform/time';
import { bookTerms, type BookTerms } from './book-terms.ts';
import type { BookRequest } from './book-request.ts';
import { attributeBook } from '../risk/attribute-book.ts';
import { bookSeries, makeBook, type MadeBook } from './make-book.ts';
import { factorMarketOf, type FactorMarket } from './read-factor-market.ts';

const roc = findFactor('ROC20') as CharacteristicFactor;
const raw = inventedRawMarket(12, 300);
const calendar = sessionDays(raw.prices);

function marketOf(
  facts: RawMarket,
  weighting: 'equal' | 'cap',
  days = calendar,
  symbols: readonly string[] = raw.symbols,
): Market {
  const universe = { name: 'invented', members: symbols.map((symbol) => ({ symbol })), dated: false };
  const needs = { inputs: new Set(['open', 'adjClose', 'group'] as const), until: '9999-12-31', weighting };
  return assembleMarket(facts, universe, needs, days);
}

function bookOf(facts: RawMarket, asked: Partial<BookRequest>, execution: 'close' | 'open' = 'close'): MadeBook {
  const market = marketOf(facts, asked.weighting === 'value' ? 'cap' : 'equal');
  const [start, end] = [market.sessions[0] as string, market.sessions.at(-1) as string];
  const run = { groups: 3, weighting: 'equal', costBasisPoints: 10 } as const;
  const terms = bookTerms({ factor: 'ROC20', ...asked }, roc, run, { start, end });
  return makeBook(factorMarketOf(market, roc.compute(market)), terms, execution) as MadeBook;
}

test('nothing known after a session changes a return, a trade or a benchmark up to it', () => {
  const asked: Partial<BookRequest>[] = [
    {},
    { longOnly: true, weighting: 'value', leave: 0.5, maxTurnover: 0.3 },
    { weighting: 'inverse-volatility', holding: 3, skip: 2, rebalance: 5 },
  ];
  for (const cut of [90, 151, 240]) {
    const day = calendar[cut] as number;
    const later = perturbFuture(raw, { day, close: sessionClose(day) }, cut);
    for (const one of asked)
      for (const execution of ['close', 'open'] as const) {
        const [before, after] = [bookOf(raw, one, execution), bookOf(later, one, execution)];
        const known = before.dates.filter((date) => Date.parse(date) <= day * 86_400_000).length;
        expect(known).toBeGreaterThan(20);
        for (const name of ['gross', 'net', 'benchmark', 'traded', 'long', 'short', 'stocksLong'] as const)
          expect(after[name].slice(0, known)).toEqual(before[name].slice(0, known));
        expect(after.net.slice(known)).not.toEqual(before.net.slice(known));
      }
  }
});

test('costs are what lies between gross and net, and the break-even cost leaves nothing', () => {
  const [free, dear] = [{ commission: 0 }, { commission: 20, spread: 10, borrow: 300 }].map((costs) =>
    bookOf(raw, { costs }),
  ) as [MadeBook, MadeBook];
  expect(free.figures.tradingCost).toBe(0);
  expect(dear.gross).toEqual(free.gross);
  const mean = (values: Float64Array): number => (252 * values.reduce((sum, value) => sum + value, 0)) / values.length;
  // Half of the spread and the commission: 25 basis points of what is traded.
  expect(dear.figures.tradingCost).toBeCloseTo(mean(dear.traded) * 0.0025, 12);
  expect(dear.figures.turnover).toBeCloseTo(mean(dear.traded) / 4, 12);
  const atBreakEven = bookOf(raw, { costs: { commission: Math.abs(free.figures.breakEven as number) } });
  expect(Math.abs(atBreakEven.figures.tradingCost as number)).toBeCloseTo(
    Math.abs(free.figures.gross.mean as number),
    9,
  );
});

test('the benchmark is the mean return of the universe, and a long-only book is compared with it', () => {
  const book = bookOf(raw, { longOnly: true });
  const market = marketOf(raw, 'equal');
  const { days, stocks, values } = market.panel('adjClose');
  const first = market.sessions.indexOf(book.dates[0] as string);
  for (let t = first; t < days; t += 37) {
    const returns = Array.from(
      { length: stocks },
      (_, i) => values[t * stocks + i]! / values[(t - 1) * stocks + i]! - 1,
    );
    const there = returns.filter((value) => !Number.isNaN(value));
    expect(book.benchmark[t - first]).toBeCloseTo(there.reduce((sum, value) => sum + value, 0) / there.length, 12);
  }
  const active = book.net.map((value, t) => value - book.benchmark[t]!);
  expect(book.figures.active).toBeCloseTo((252 * active.reduce((sum, value) => sum + value, 0)) / active.length, 12);
  expect(book.holdings.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
});

const run = { groups: 3, weighting: 'equal', costBasisPoints: 10 } as const;

function grouped(): FactorMarket {
  const market = marketOf(raw, 'equal');
  return { ...factorMarketOf(market, roc.compute(market)), groups: market.panel('group') };
}

function termsOf({ sessions }: FactorMarket, asked: Partial<BookRequest>): BookTerms {
  return bookTerms({ factor: 'ROC20', ...asked }, roc, run, { start: sessions[0]!, end: sessions.at(-1)! });
}

test('no industry has more of a side than the limit when it is traded', () => {
  const inputs = grouped();
  const { stocks, values } = inputs.groups!;
  const terms = termsOf(inputs, { longOnly: true, enter: 0.6, maxGroup: 0.4, rebalance: 5 });
  const { weights, trades } = bookSeries(inputs, terms, { execution: 'close', keepWeights: true });
  const largest = (from: Panel): number =>
    Math.max(
      ...trades.flatMap(({ signal, session, ranked }) => {
        const sums = new Map<number, number>();
        for (let i = 0; i < stocks; i++) {
          const code = values[signal * stocks + i]! >= 0 ? values[signal * stocks + i]! : -1;
          sums.set(code, (sums.get(code) ?? 0) + from.values[session * stocks + i]!);
        }
        return ranked < stocks ? [] : [...sums.values()];
      }),
    );
  const free = bookSeries(inputs, { ...terms, maxGroup: 1 }, { execution: 'close', keepWeights: true });
  expect(largest(weights!)).toBeLessThanOrEqual(0.4 + 1e-9);
  expect(largest(free.weights!)).toBeGreaterThan(0.41);
});

test('costs of single stocks are paid for what is traded of them', () => {
  const market = marketOf(raw, 'equal');
  const all = market.symbols.map((symbol) => ({ symbol, commission: 25 }));
  const [each, flat, half] = [{ stocks: all }, { commission: 25 }, { commission: 0, stocks: all.slice(0, 6) }].map(
    (costs) => bookOf(raw, { costs }),
  ) as [MadeBook, MadeBook, MadeBook];
  expect(each.net).toEqual(flat.net);
  expect(half.figures.tradingCost).toBeGreaterThan(0);
  expect(half.figures.tradingCost).toBeLessThan(flat.figures.tradingCost as number);
});

test('return and risk split over industries and styles add up, and a factor gives what the book holds of it', () => {
  const long = inventedRawMarket(30, 420);
  const market = marketOf({ ...long }, 'equal', sessionDays(long.prices), long.symbols);
  const inputs = { ...factorMarketOf(market, roc.compute(market)), groups: market.panel('group') };
  const terms = termsOf(inputs, { rebalance: 5, buy: 'high' });
  const { weights, ...series } = bookSeries(inputs, terms, { execution: 'close', keepWeights: true });
  const { closes, groups } = inputs;
  const { groups: facts } = long.facts;
  const given = {
    ...{ returns: market.allReturns, market: marketReturn(market), closes, groups },
    groupNames: groupNames(facts),
  };
  const industries = [...new Set(facts.map(({ group }) => `industry ${group === '' ? 'none' : group}`))];
  expect(industries.length).toBeGreaterThan(1);
  const found = attributeBook(given, { ...series, weights: weights! }, market.sessions)!;
  expect(found.factors.map(({ name }) => name)).toEqual(
    expect.arrayContaining([...industries, 'industry none', 'beta', 'momentum', 'volatility', 'reversal']),
  );
  for (const kind of ['return', 'risk'] as const) {
    const sum = found.factors.reduce((total, one) => total + one[kind], found.specific[kind]);
    expect(Math.abs(sum - found.whole[kind])).toBeLessThan(1e-12);
  }
  const from = market.sessions.indexOf(found.from);
  expect(from).toBe(253);
  const gross = series.gross.slice(from);
  expect(found.whole.return).toBeCloseTo((252 * gross.reduce((sum, value) => sum + value, 0)) / gross.length, 12);
  // The book follows the change over 20 sessions: what it holds of it is what it is made of.
  const reversal = found.factors.find(({ name }) => name === 'reversal')!;
  expect(reversal.exposure).toBeGreaterThan(0.5);
  expect(found.whole.risk).toBeGreaterThan(0);
});
