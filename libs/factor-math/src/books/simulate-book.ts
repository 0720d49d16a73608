import { requireSameShape } from '../panel/panel.ts';
import { sessionsPerYear } from '../portfolios/performance.ts';
import { BookAccount } from './book-account.ts';
import { TargetFinder, type BookTargets } from './book-targets.ts';
import { completeRules } from './complete-rules.ts';
import type { BookCounts, BookInputs, BookRules, BookSeries, BookTrade } from './book.ts';

/**
 * What a book that follows a ranking would have earned.
 *
 * A signal of the close of t ranks the members that trade on t and have a score. Of n stocks the `floor(n enter)` at the end
 * that `direction` names are bought, and those at the other end sold short; who is in already stays within `leave`. Equal
 * scores at an edge share the places that are left, and a signal in which one score reaches into both sides changes nothing.
 * The trade is `delay` sessions later, at the close or the open. With `holding` above 1 the book is made of as many parts,
 * each remade at every so-many-eth signal with an equal part of the wealth (Jegadeesh and Titman 1993, overlapping
 * portfolios). Between trades weights drift with prices.
 *
 * A stock without a price keeps its last, cannot be traded, and earns the whole gap when it trades again; a known return of
 * its delisting ends it on its session, and without one it counts as sold at the last price after 21 sessions. Cash earns
 * nothing. A long-short book holds its wealth once long and once short.
 *
 * Nothing of a session after t has a say in anything up to t.
 *
 * @throws RangeError for rules that contradict each other, panels of different shapes, and missing panels
 */
export function simulateBook(inputs: BookInputs, given: BookRules = {}): BookSeries {
  const rules = completeRules(inputs, given);
  const { scores, closes, opens, signals } = inputs;
  for (const panel of [closes, opens, inputs.sizes, inputs.groups])
    if (panel !== undefined) requireSameShape(scores, panel);
  const { days, stocks } = scores;
  const { holding, delay, execution, keepWeights } = rules;
  const account = new BookAccount(stocks, { ...rules, parts: holding });
  const finder = new TargetFinder(inputs, rules);
  const places = Array.from({ length: holding }, () => ({
    long: new Float64Array(stocks),
    short: new Float64Array(stocks),
  }));
  const delisted = bySession(inputs.delistings ?? []);
  const counts: BookCounts = {
    tooFewStocks: 0,
    undivided: 0,
    untraded: 0,
    delisted: 0,
    soldAtLastPrice: 0,
    turnoverLimited: 0,
  };
  const series = emptySeries(days, stocks, keepWeights);
  const trades: BookTrade[] = [];
  const formed = new Set<number>();
  const waiting = new Map<number, { part: number; targets: BookTargets }>();
  let [at, wealth, build, first] = [0, 1, 1, days];
  let ruin: number | undefined;
  for (let t = 0; t < days; t++) {
    const row = t * stocks;
    const borrow = account.yearOfBorrowing() / sessionsPerYear / wealth;
    for (const { stock, value } of delisted.get(t) ?? []) counts.delisted += account.end(stock, value);
    const order = waiting.get(t);
    const trade = (prices: Float64Array): void => {
      if (order === undefined) return;
      const before = account.wealth;
      const done = account.trade(order.part, order.targets, prices, row);
      counts.untraded += done.untraded;
      if (done.isLimited) counts.turnoverLimited++;
      series.traded[t] = done.traded / before;
      series.cost[t] = done.cost / before;
      formed.add(order.part);
      const { signal, ranked } = order.targets;
      trades.push({ signal, session: t, ranked, traded: series.traded[t] });
    };
    if (execution === 'open' && order !== undefined) {
      account.value((opens as { values: Float64Array }).values, row);
      trade((opens as { values: Float64Array }).values);
    }
    account.value(closes.values, row);
    const now = account.wealth;
    if (execution === 'close') trade(closes.values);
    counts.soldAtLastPrice += account.wait(closes.values, row);
    const isWhole = formed.size === holding;
    if (isWhole && first === days) first = execution === 'open' ? t : t + 1;
    if (t >= first) {
      series.gross[t] = now / wealth - 1;
      series.borrow[t] = borrow;
      const own = t === first ? build * (1 - series.cost[t]) : 1 - series.cost[t];
      series.net[t] = (1 + series.gross[t] - borrow) * own - 1;
    } else build *= 1 - series.cost[t];
    wealth = now;
    if (wealth <= 0) {
      ruin = t;
      series.gross[t] = series.net[t] = -1;
      series.lastWeights.fill(0);
      break;
    }
    recordPositions(series, account.positions(), t, wealth);
    while (at < signals.length && signals[at] < t) at++;
    if (signals[at] !== t) continue;
    const part = at % holding;
    const targets = finder.targetsAt(t, places[part], () => account.weightsOf(part));
    if (typeof targets === 'string') counts[targets]++;
    else waiting.set(t + delay, { part, targets });
  }
  return { ...series, first, ruin, trades, counts };
}

type Recorded = Omit<BookSeries, 'first' | 'ruin' | 'trades' | 'counts'>;

function emptySeries(days: number, stocks: number, keepWeights: boolean): Recorded {
  const missing = (): Float64Array => new Float64Array(days).fill(NaN);
  const zeros = (): Float64Array => new Float64Array(days);
  return {
    ...{
      gross: missing(),
      net: missing(),
      traded: zeros(),
      cost: zeros(),
      borrow: zeros(),
      long: zeros(),
      short: zeros(),
    },
    ...{ stocksLong: new Uint32Array(days), stocksShort: new Uint32Array(days), lastWeights: new Float64Array(stocks) },
    ...(keepWeights && { weights: { days, stocks, values: new Float64Array(days * stocks) } }),
  };
}

function recordPositions(series: Recorded, positions: Float64Array, t: number, wealth: number): void {
  for (let i = 0; i < positions.length; i++) {
    const weight = positions[i] / wealth;
    series.lastWeights[i] = weight;
    if (weight > 0) {
      series.long[t] += weight;
      series.stocksLong[t]++;
    } else if (weight < 0) {
      series.short[t] -= weight;
      series.stocksShort[t]++;
    }
  }
  series.weights?.values.set(series.lastWeights, t * positions.length);
}

function bySession<Item extends { readonly session: number }>(items: readonly Item[]): ReadonlyMap<number, Item[]> {
  const found = new Map<number, Item[]>();
  for (const item of items) found.set(item.session, [...(found.get(item.session) ?? []), item]);
  return found;
}
