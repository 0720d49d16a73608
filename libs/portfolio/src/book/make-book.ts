import {
  annualisedMean,
  mean,
  rebalanceSessions,
  simulateBook,
  spanningRegression,
  type BookCounts,
  type BookRules,
  type BookSeries,
} from '@fm/factor-math';
import { marketReturn } from '@fm/market';
import { figuresOf, type ReturnFigures } from './book-figures.ts';
import { costsOf } from './stock-costs.ts';
import type { FactorMarket } from './read-factor-market.ts';
import type { BookTerms } from './book-terms.ts';
import { signalSkill, type MonthlySkill } from './signal-skill.ts';

/** When a book trades after its signal. */
export type Execution = 'close' | 'open';

/** A book traded at one moment of the day, over the sessions with a return of the whole book. */
export interface MadeBook {
  readonly execution: Execution;
  /** ISO dates of the series, ascending. */
  readonly dates: readonly string[];
  /** Returns per session before and after costs, and of the universe; fractions. */
  readonly gross: Float64Array;
  readonly net: Float64Array;
  readonly benchmark: Float64Array;
  /** Risk-free return per session; zero where none was loaded. */
  readonly riskFree: Float64Array;
  /** Bought and sold per session, a fraction of the wealth. */
  readonly traded: Float64Array;
  readonly stocksLong: Uint32Array;
  readonly stocksShort: Uint32Array;
  readonly long: Float64Array;
  readonly short: Float64Array;
  /** How well the signals of each month ranked the returns they were traded for. */
  readonly skill: readonly MonthlySkill[];
  readonly figures: BookFigures;
  readonly trades: number;
  readonly counts: Readonly<BookCounts>;
  /** Session on which everything was lost; null for a book that lives. */
  readonly ruin: string | null;
  /** What it holds after the last session, the largest first; short ones are negative. */
  readonly holdings: readonly { readonly symbol: string; readonly weight: number }[];
}

/** Figures of a book. */
export interface BookFigures {
  readonly gross: ReturnFigures;
  readonly net: ReturnFigures;
  readonly benchmark: ReturnFigures;
  /** Cost of trading and of borrowing a year, fractions of the wealth. */
  readonly tradingCost: number | null;
  readonly borrowCost: number | null;
  /** One-way turnover a year: 1 replaces the whole book once. */
  readonly turnover: number | null;
  /** Cost per value traded, basis points, at which nothing is left of the mean return before costs of trading. */
  readonly breakEven: number | null;
  /** Net return on that of the universe, both above the risk-free rate where the book has no short side; alpha a year. */
  readonly beta: number | null;
  readonly alpha: number | null;
  readonly alphaT: number | null;
  /** Net return minus that of the universe a year, its deviation, and their ratio; null for a book with a short side. */
  readonly active: number | null;
  readonly trackingError: number | null;
  readonly informationRatio: number | null;
  readonly meanStocksLong: number | null;
  readonly meanStocksShort: number | null;
}

/** Simulates a book on its terms; undefined if it never holds anything. */
export function makeBook(inputs: FactorMarket, terms: BookTerms, execution: Execution): MadeBook | undefined {
  const { sessions, symbols, market } = inputs;
  const series = bookSeries(inputs, terms, { execution });
  const end = series.ruin === undefined ? sessions.length : series.ruin + 1;
  if (series.first >= end) return undefined;
  const cut = <List extends Float64Array | Uint32Array>(all: List): List => all.slice(series.first, end) as List;
  const dates = sessions.slice(series.first, end);
  const own = {
    ...{ gross: cut(series.gross), net: cut(series.net), traded: cut(series.traded) },
    ...{ benchmark: cut(marketReturn(market)), riskFree: cut(market.riskFree) },
    ...{ long: cut(series.long), short: cut(series.short) },
    ...{ stocksLong: cut(series.stocksLong), stocksShort: cut(series.stocksShort) },
  };
  return {
    ...{ execution, dates, ...own, trades: series.trades.length, counts: series.counts },
    skill: signalSkill(sessions, inputs.scores, inputs.closes, series.trades),
    figures: bookFigures(dates, own, { cost: cut(series.cost), borrow: cut(series.borrow) }, terms.longOnly),
    ruin: series.ruin === undefined ? null : (sessions[series.ruin] as string),
    holdings: holdingsOf(series, symbols),
  };
}

/** The series of a book on its terms. */
export function bookSeries(
  inputs: FactorMarket,
  terms: BookTerms,
  how: Pick<BookRules, 'execution' | 'keepWeights'>,
): BookSeries {
  const { sessions, symbols } = inputs;
  const from = sessions.findIndex((day) => day >= terms.from);
  const signals = rebalanceSessions(sessions, terms.rebalance, from);
  const rules: BookRules = {
    ...{ short: !terms.longOnly, direction: terms.buy === 'high' ? 1 : -1, enter: terms.enter, leave: terms.leave },
    ...{ weighting: terms.weighting, maxWeight: terms.maxWeight, maxTurnover: terms.maxTurnover },
    ...{ holding: terms.holding, delay: terms.skip + 1, ...how, costs: costsOf(terms.costs, symbols) },
    ...(terms.maxGroup !== undefined && { maxGroup: terms.maxGroup }),
    ...(inputs.weigher !== undefined && { weigher: inputs.weigher }),
  };
  return simulateBook({ ...inputs, signals }, rules);
}

type OwnSeries = Pick<MadeBook, 'gross' | 'net' | 'benchmark' | 'riskFree' | 'traded' | 'stocksLong' | 'stocksShort'>;

function bookFigures(
  dates: readonly string[],
  series: OwnSeries,
  { cost, borrow }: { readonly cost: Float64Array; readonly borrow: Float64Array },
  longOnly: boolean,
): BookFigures {
  const { gross, net, benchmark, riskFree, traded } = series;
  const rate = longOnly ? riskFree : undefined;
  const excess = (one: Float64Array): Float64Array => one.map((value, t) => value - (riskFree[t] as number));
  const against = spanningRegression(longOnly ? excess(net) : net, [excess(benchmark)]);
  const active = net.map((value, t) => value - (benchmark[t] as number));
  const activeFigures = figuresOf(dates, active);
  const volume = annualisedMean(traded);
  return {
    gross: figuresOf(dates, gross, rate),
    net: figuresOf(dates, net, rate),
    benchmark: figuresOf(dates, benchmark, riskFree),
    tradingCost: orNull(annualisedMean(cost)),
    borrowCost: orNull(annualisedMean(borrow)),
    turnover: orNull(volume / (longOnly ? 2 : 4)),
    breakEven: orNull(((annualisedMean(gross) - annualisedMean(borrow)) / volume) * 10_000),
    beta: against.ok ? orNull(against.betas[0] as number) : null,
    alpha: against.ok ? orNull(against.alpha * 252) : null,
    alphaT: against.ok ? orNull(against.robustAlpha.t) : null,
    active: longOnly ? activeFigures.mean : null,
    trackingError: longOnly ? activeFigures.volatility : null,
    informationRatio: longOnly ? activeFigures.sharpe : null,
    meanStocksLong: orNull(mean(Float64Array.from(series.stocksLong))),
    meanStocksShort: orNull(mean(Float64Array.from(series.stocksShort))),
  };
}

function holdingsOf({ lastWeights }: BookSeries, symbols: readonly string[]): MadeBook['holdings'] {
  return symbols
    .map((symbol, at) => ({ symbol, weight: lastWeights[at] as number }))
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => b.weight - a.weight || (a.symbol < b.symbol ? -1 : 1));
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
