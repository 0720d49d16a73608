import type { LegStudy } from '@fm/results';
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
const eventWindow = [-10, 10] as const;

/**
 * Further evidence on a factor over a range, by name; NaN is missing. Nothing outside the range is used, so a range has
 * the same numbers by itself and among others.
 *
 * - `twoPassPremium`, `twoPassT`, `twoPassPValue`, `twoPassAssets`: price per session of the stocks' betas on F, see
 *   `crossFittedPremium` of `@fm/factor-math`
 * - `groupAlphasF`, `groupAlphasPValue`: test that the groups of the sort have no alpha against the market, by cosines
 *   (`robustJointTest`); of all groups but the middle one, which the market and the others determine
 * - `grsStatistic`: the F of Gibbons, Ross and Shanken of the same groups, as textbooks have it; it takes returns as independent
 *   and normal and rejects too often where they are not, so no p-value is computed from it
 * - `enters{High,Low}{Events,Before,After,AfterT,AfterPValue}`: cumulative market-adjusted return of the ten sessions
 *   before a stock enters the leg, and of the entry's session and the ten after it
 *
 * @param betas - beta of each stock on F without the stock's own position over each half of the range; NaN where there is
 *   none
 */
export function factorEvidence(
  input: EvidenceInput,
  betas: readonly [Float64Array, Float64Array],
  range: RangeOfSessions,
): { readonly statistics: Record<string, number>; readonly studies: readonly LegStudy[] } {
  const { market, spread } = input;
  const priced = crossFittedPremium(market.returns, betas, spread, range);
  const studies = input.sort === undefined ? [] : legStudies(input.sort, input, range);
  const statistics: Record<string, number> = {
    twoPassPremium: priced.mean,
    twoPassT: priced.t,
    twoPassPValue: priced.pValue,
    twoPassAssets: priced.assets,
    ...(input.quantiles === undefined ? {} : jointTest(input.quantiles, input, range)),
  };
  for (const { event, study } of studies) {
    const name = event === 'enters_high' ? 'entersHigh' : 'entersLow';
    statistics[`${name}Events`] = study.events;
    statistics[`${name}Before`] = study.cumulative[-eventWindow[0] - 1]?.mean ?? NaN;
    statistics[`${name}After`] = study.after.mean;
    statistics[`${name}AfterT`] = study.after.t;
    statistics[`${name}AfterPValue`] = study.after.pValue;
  }
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

function jointTest(
  { series }: QuantileReturns,
  { market, marketReturn }: EvidenceInput,
  { from, to }: RangeOfSessions,
): Record<string, number> {
  const kept = series.filter((_, group) => group !== Math.floor(series.length / 2));
  const sessions: number[] = [];
  for (let t = from; t <= to; t++) {
    if ([...kept, marketReturn].every((one) => Number.isFinite(one[t]))) sessions.push(t);
  }
  const excess = (one: Float64Array): Float64Array =>
    Float64Array.from(sessions, (t) => (one[t] as number) - (market.riskFree[t] as number));
  const [groups, factors] = [kept.map(excess), [excess(marketReturn)]];
  const test = robustJointTest(groups, factors);
  const textbook = gibbonsRossShanken(groups, factors);
  return {
    groupAlphasF: test.ok ? test.statistic : NaN,
    groupAlphasPValue: test.ok ? test.pValue : NaN,
    grsStatistic: textbook.ok ? textbook.statistic : NaN,
  };
}
