import { ledoitWolf, type Panel, type SideOrder, type SideWeigher } from '@fm/factor-math';
import { boundsTooNarrow } from '../errors.ts';
import { groupCode } from './weight-bounds.ts';
import { optimiseWeights, type WeightProblem } from './optimise-weights.ts';

/** Sessions of returns behind a covariance, and how many of them a stock must have. */
const window = 252;
const fewest = 189;
const year = 252;
/** Rank correlation of a signal with the returns of the month after it that mean-variance weights take as given. */
const skill = 0.05;
const months = 12;

/** What weights are optimised with. */
export interface WeigherOptions {
  readonly weighting: 'min-variance' | 'mean-variance';
  /** Weight of the variance against the expected return, both a year. */
  readonly aversion: number;
  readonly maxWeight: number;
  readonly maxGroup?: number;
  readonly maxTurnover: number;
}

/** Panels that weights are optimised over. */
export interface WeigherInputs {
  /** Adjusted closes, NaN on a session without a trade. */
  readonly closes: Panel;
  readonly groups?: Panel;
  /** ISO dates. */
  readonly sessions: readonly string[];
}

/**
 * Weighs both sides of a book together by minimum variance or by mean-variance. The covariance is that of Ledoit and Wolf over the
 * returns of the last 252 sessions up to the signal, of which a stock must have 189; a missing return counts as the mean of
 * the stock, with the variance scaled to the returns that are there. The expected return of a stock a year is
 * `0.05 sqrt(12) x volatility x score` (Grinold 1994, Alpha Is Volatility Times IC Times Score), the score that of its rank.
 *
 * @throws BOUNDS_TOO_NARROW where no weights keep the limits on stocks and groups
 */
export function sideWeigher({ closes, groups, sessions }: WeigherInputs, options: WeigherOptions): SideWeigher {
  const { stocks } = closes;
  const row = (session: number): Float64Array | undefined =>
    groups?.values.subarray(session * stocks, (session + 1) * stocks);
  return {
    accepts: (session, stock) => trailingReturns(closes, session, stock) !== undefined,
    weigh(order) {
      const codes = row(order.signal);
      const { problem, columns } = problemOf(order, closes, codes, options);
      const solution = optimiseWeights(problem);
      if (!solution.ok) throw boundsTooNarrow(solution, sessions[order.signal] as string, options);
      const sides = { long: new Float64Array(stocks), short: new Float64Array(stocks) };
      columns.forEach((stock, at) => {
        sides[problem.sides[at] === 1 ? 'long' : 'short'][stock] = solution.weights[at] as number;
      });
      return sides;
    },
  };
}

function problemOf(
  { signal, long, short, scores, held }: SideOrder,
  closes: Panel,
  codes: Float64Array | undefined,
  { weighting, aversion, maxWeight, maxGroup = 1, maxTurnover }: WeigherOptions,
): { problem: WeightProblem; columns: readonly number[] } {
  const columns = [...long, ...short];
  const k = columns.length;
  const sides = Int8Array.from(columns, (_, at) => (at < long.length ? 1 : -1));
  const daily = ledoitWolf(columns.map((stock) => trailingReturns(closes, signal, stock) as Float64Array)).values;
  const covariance = daily.map((value) => value * year);
  const before = Float64Array.from(columns, (stock, at) =>
    Math.max(0, (sides[at] as number) * (held[stock] as number)),
  );
  const all = held.reduce((sum, weight) => sum + Math.abs(weight), 0);
  const kept = before.reduce((sum, weight) => sum + weight, 0);
  const most = 2 * (short.length > 0 ? 2 : 1) * maxTurnover - (all - kept);
  const isLimited = maxTurnover < 1 && all > 0 && most > 0;
  const expected = (at: number): number =>
    skill *
    Math.sqrt(months) *
    Math.sqrt(covariance[at * (k + 1)] as number) *
    (scores[columns[at] as number] as number);
  return {
    columns,
    problem: {
      ...{ covariance, sides, aversion, most: maxWeight, mostOfGroup: maxGroup },
      ...(weighting === 'mean-variance' && { expected: Float64Array.from(columns, (_, at) => expected(at)) }),
      ...(codes !== undefined && { groups: columns.map((stock) => groupCode(codes, stock)) }),
      ...(isLimited && { turnover: { before, most } }),
    },
  };
}

/**
 * Returns of a stock in the window up to a session, less their mean; 0 where one is missing, and the others scaled up for it.
 *
 * @returns undefined where too few are there
 */
function trailingReturns({ values, stocks }: Panel, session: number, stock: number): Float64Array | undefined {
  if (session < fewest) return undefined;
  const returns = new Float64Array(window);
  let [count, sum] = [0, 0];
  for (let at = 0; at < window; at++) {
    const cell = (session - window + 1 + at) * stocks + stock;
    const value = cell < stocks ? NaN : (values[cell] as number) / (values[cell - stocks] as number) - 1;
    returns[at] = value;
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
  }
  if (count < fewest) return undefined;
  const scale = Math.sqrt(window / count);
  return returns.map((value) => (Number.isFinite(value) ? (value - sum / count) * scale : 0));
}
