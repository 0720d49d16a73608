import type { LegStudy } from '@fm/results';
import {
  entryNumbers,
  groupAlphaNumbers,
  type MeasuredGroupAlphas,
  numbersOf,
  sessionsBeforeEntry,
  twoPassNumbers,
} from '@fm/results/numbers';
import {
  crossFittedPremium,
  eventStudy,
  gibbonsRossShanken,
  robustJointTest,
  type QuantileReturns,
} from '@fm/factor-math';
import type { Market } from '@fm/market';
import type { RangeOfSessions } from '@fm/results';
import { returnColumns } from '@fm/market';
import { entriesOf, type SortLegs } from './entries.ts';

/** The inputs to the evidence on one factor. */
export interface EvidenceInput {
  readonly market: Market;
  /** Return of the universe per session. */
  readonly marketReturn: Float64Array;
  /** F[t]. */
  readonly spread: Float64Array;
  /** Legs of the sort; absent for a factor that is a portfolio return itself. */
  readonly sort?: SortLegs;
  /** Returns of the groups of the sort. */
  readonly quantiles?: QuantileReturns;
}

/** Sessions around an entry whose abnormal return is measured. */
const eventWindow = [-sessionsBeforeEntry, 10] as const;

/**
 * Further evidence on a factor over a range, by name; null is missing. Nothing outside the range is used, so a range has
 * the same numbers by itself and among others. They are the entries of `twoPassNumbers`, `groupAlphaNumbers` and, for each
 * leg, `entryNumbers`: the cumulative market-adjusted return of the ten sessions before a stock enters the leg, and of the
 * session of its entry and the ten after it.
 *
 * @param betas - beta of each stock on F without the stock's own position over each half of the range; NaN where there is
 *   none
 */
export function factorEvidence(
  input: EvidenceInput,
  betas: readonly [Float64Array, Float64Array],
  range: RangeOfSessions,
): { readonly statistics: Record<string, number | null>; readonly studies: readonly LegStudy[] } {
  const { market, spread } = input;
  const priced = crossFittedPremium(market.returns, betas, spread, range);
  const studies = input.sort === undefined ? [] : legStudies(input.sort, input, range);
  const statistics = {
    ...numbersOf(twoPassNumbers, priced),
    ...(input.quantiles === undefined ? {} : numbersOf(groupAlphaNumbers, groupAlphas(input.quantiles, input, range))),
  };
  for (const { event, study } of studies)
    Object.assign(statistics, numbersOf(entryNumbers, study, event === 'enters_high' ? 'entersHigh' : 'entersLow'));
  return { statistics, studies };
}

function legStudies(sort: SortLegs, { market, marketReturn }: EvidenceInput, range: RangeOfSessions): LegStudy[] {
  const columns = returnColumns(market.returns);
  const options = { model: 'market-adjusted', window: eventWindow, sessions: range, columns } as const;
  const offsets = Array.from({ length: eventWindow[1] - eventWindow[0] + 1 }, (_, k) => eventWindow[0] + k);
  return ([1, -1] as const).map((leg) => ({
    event: leg === 1 ? ('enters_high' as const) : ('enters_low' as const),
    offsets,
    study: eventStudy(market.returns, marketReturn, entriesOf(sort, leg, range), options),
  }));
}

function groupAlphas(
  { series }: QuantileReturns,
  { market, marketReturn }: EvidenceInput,
  { from, to }: RangeOfSessions,
): MeasuredGroupAlphas {
  const kept = series.filter((_, group) => group !== Math.floor(series.length / 2));
  const sessions: number[] = [];
  for (let t = from; t <= to; t++) {
    if ([...kept, marketReturn].every((one) => Number.isFinite(one[t]))) sessions.push(t);
  }
  const excess = (one: Float64Array): Float64Array =>
    Float64Array.from(sessions, (t) => (one[t] as number) - (market.riskFree[t] as number));
  const [groups, factors] = [kept.map(excess), [excess(marketReturn)]];
  const [joint, textbook] = [robustJointTest(groups, factors), gibbonsRossShanken(groups, factors)];
  const missing = { statistic: NaN, pValue: NaN };
  return { joint: joint.ok ? joint : missing, textbook: textbook.ok ? textbook : missing };
}
