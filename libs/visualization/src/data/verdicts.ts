import { netOfHolder } from '@fm/results/evidence';
import { verdictsOf } from '@fm/results';
import type { SummaryRow, VerdictRow } from '../api/schemas.ts';
import { intervalOf } from '../statistics/interval.ts';
import { coefficientOf, statistic } from './stored-statistics.ts';

/**
 * The verdicts of the mining library, one row per factor, with the numbers that a reader asks for beside each: those of
 * the longest of its date ranges. Most believable first.
 *
 * @param rows - summaries of one run, filtered or not
 */
export function verdictRows(rows: readonly SummaryRow[]): VerdictRow[] {
  return verdictsOf(rows).map(({ summary, belief, side, caveats, expectedSign, sameSign, otherRanges }) => {
    const { factor, factorType, start, end, premium, premiumTStat, sharpe } = summary;
    const { low, high } = intervalOf(premium, premiumTStat);
    const coefficient = coefficientOf(summary);
    return {
      ...{ factor, factorType, start, end, belief, side, caveats: [...caveats], expectedSign },
      ...{ premium, premiumLow: low, premiumHigh: high, premiumTStat },
      pValue: statistic(summary, 'premiumPValue'),
      pValueAdjusted: statistic(summary, 'premiumPValueBenjaminiHochberg'),
      netPremium: netOfHolder(summary),
      sharpe,
      deflatedSharpe: statistic(summary, 'deflatedSharpe'),
      icHorizon: coefficient?.horizon ?? null,
      icMean: coefficient?.mean ?? null,
      icTStat: coefficient?.tStat ?? null,
      ...{ sameSign, otherRanges },
    };
  });
}
