import { annualisedMean, annualisedVolatility, spanningRegression } from '@fm/factor-math';
import { figuresOf, type ReturnFigures } from '../book/book-figures.ts';
import type { MadeBook } from '../book/make-book.ts';
import { benchmarkElsewhere } from '../errors.ts';
import { onSessions } from './on-sessions.ts';
import { quoteCurrency } from './quote-currency.ts';
import type { BenchmarkLevels } from './read-benchmark.ts';

/** A book beside a series that was ingested; ratios are of the sessions that both have, null is missing. */
export interface BenchmarkComparison {
  readonly name: string;
  /** Library of published returns; null for prices. */
  readonly library: string | null;
  /** Return since its last level on each session of the book; NaN is missing. */
  readonly returns: Float64Array;
  readonly figures: ReturnFigures;
  /** Sessions that are compared. */
  readonly sessions: number;
  /** Net return on that of the benchmark, both above the risk-free rate where the book has no short side; alpha a year. */
  readonly beta: number | null;
  readonly alpha: number | null;
  /** t of alpha, by cosines. */
  readonly alphaT: number | null;
  readonly rSquared: number | null;
  /** Net return minus that of the benchmark a year, its deviation, and their ratio; null for a book with a short side. */
  readonly active: number | null;
  readonly trackingError: number | null;
  readonly informationRatio: number | null;
  /** Differences of calendar, currency and kind that the figures do not mend. */
  readonly notes: readonly string[];
}

const fewest = 20;

/**
 * Compares the net return of a book with a benchmark. Alpha and beta are of least squares; the tracking error is the deviation
 * of the differences a session, times the root of 252, and the information ratio their mean over it (Grinold and Kahn 2000).
 *
 * @throws BENCHMARK_ELSEWHERE where they share fewer than 20 sessions
 */
export function compareWithBenchmark(
  book: Pick<MadeBook, 'dates' | 'net' | 'riskFree'>,
  benchmark: BenchmarkLevels,
  { longOnly, symbols }: { readonly longOnly: boolean; readonly symbols: readonly string[] },
): BenchmarkComparison {
  const { dates, net, riskFree } = book;
  const found = onSessions(benchmark, dates);
  const total = (values: Float64Array): Float64Array =>
    benchmark.isExcess ? values.map((value, t) => value + (riskFree[t] as number)) : values;
  const [returns, paired] = [total(found.returns), total(found.paired)];
  const sessions = paired.filter(Number.isFinite).length;
  if (sessions < fewest) throw benchmarkElsewhere(benchmark.name, spanOf(benchmark.dates), spanOf(dates));
  const excess = (one: Float64Array): Float64Array => one.map((value, t) => value - (riskFree[t] as number));
  const there = (one: Float64Array): Float64Array => one.filter((_, t) => Number.isFinite(paired[t]));
  const fit = spanningRegression(there(longOnly ? excess(net) : net), [there(excess(paired))]);
  const difference = there(net.map((value, t) => value - (paired[t] as number)));
  const [active, trackingError] = [annualisedMean(difference), annualisedVolatility(difference)];
  return {
    name: benchmark.name,
    library: benchmark.source === 'prices' ? null : benchmark.source.library,
    ...{ returns, sessions, figures: figuresOf(dates, returns, riskFree) },
    beta: fit.ok ? orNull(fit.betas[0] as number) : null,
    alpha: fit.ok ? orNull(fit.alpha * 252) : null,
    alphaT: fit.ok ? orNull(fit.robustAlpha.t) : null,
    rSquared: fit.ok ? orNull(fit.rSquared) : null,
    active: longOnly ? orNull(active) : null,
    trackingError: longOnly ? orNull(trackingError) : null,
    informationRatio: longOnly ? orNull(active / trackingError) : null,
    notes: [...calendarNotes(benchmark, dates, sessions, found.otherDays), ...kindNotes(benchmark, symbols, riskFree)],
  };
}

function calendarNotes(
  { name, dates }: BenchmarkLevels,
  sessions: readonly string[],
  compared: number,
  otherDays: readonly string[],
): string[] {
  const left = sessions.length - compared;
  return [
    ...(left > 0
      ? [
          `${name} (${spanOf(dates)}) has no return from session to session on ${left} of the ${sessions.length} sessions of the book; they are not compared`,
        ]
      : []),
    ...(otherDays.length > 0
      ? [
          `${name} has values on ${otherDays.length} days that are not sessions of the book, such as ${otherDays[0]}; they count at the next session`,
        ]
      : []),
  ];
}

function kindNotes(
  { name, source, isExcess }: BenchmarkLevels,
  symbols: readonly string[],
  riskFree: Float64Array,
): string[] {
  if (source !== 'prices') {
    if (!isExcess) return [];
    return riskFree.some((rate) => rate !== 0)
      ? [`${name} is above the risk-free rate, which is added to it`]
      : [`${name} is above the risk-free rate, and no rate was loaded that could be added to it`];
  }
  const own = quoteCurrency(name);
  const others = symbols.filter((symbol) => {
    const currency = quoteCurrency(symbol);
    return own !== undefined && currency !== undefined && currency !== own;
  });
  return [
    ...(name.startsWith('^') ? [`${name} is an index: its level may leave out dividends, which the book earns`] : []),
    ...(others.length > 0
      ? [
          `${name} is quoted in ${own}, and ${others.length} of ${symbols.length} stocks, such as ${others[0]}, are not: no currency is converted`,
        ]
      : []),
  ];
}

function spanOf(dates: readonly string[]): string {
  return dates.length === 0 ? 'no days' : `${dates[0]} to ${dates.at(-1)}`;
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
