import { adjustedP, deflatedSharpe, netOfHolder } from '@fm/results/evidence';
import { verdictsOf } from '@fm/results';
import type { SummaryRow, VerdictRow } from '../api/schemas.ts';
import { factorsIn } from './definitions.ts';
import { coefficientOf, premiumInterval, statistic } from './stored-statistics.ts';

/**
 * The verdicts of the mining library, one row per factor, with the numbers that a reader asks for beside each: those of
 * its sample. Most believable first.
 *
 * @param run - the run, with its request as JSON
 * @param rows - summaries of it, filtered or not
 * @param heldOut - results over its opened hold-out, of these factors or more
 */
export function verdictRows(
  run: { readonly request: string },
  rows: readonly SummaryRow[],
  heldOut: readonly SummaryRow[] = [],
): VerdictRow[] {
  const factors = new Set(rows.map(({ factor }) => factor));
  const judged = [...rows, ...heldOut.filter(({ factor }) => factors.has(factor))];
  return verdictsOf(judged, factorsIn(run).formulas).map(
    ({ summary, holdout, belief, side, caveats, expectedSign, sameSign, otherRanges }) => {
      const { factor, factorType, start, end, role, premium, premiumTStat, sharpe } = summary;
      const { low, high } = premiumInterval(summary);
      const coefficient = coefficientOf(summary);
      return {
        ...{ factor, factorType, start, end, role, belief, side, caveats: [...caveats], expectedSign },
        ...{ premium, premiumLow: low, premiumHigh: high },
        premiumTStat,
        holdoutPremium: holdout?.premium ?? null,
        holdoutPValue: holdout === undefined ? null : statistic(holdout, 'premiumPValue'),
        pValue: statistic(summary, 'premiumPValue'),
        pValueAdjusted: adjustedP(summary) ?? null,
        netPremium: netOfHolder(summary),
        sharpe,
        deflatedSharpe: deflatedSharpe(summary) ?? null,
        icHorizon: coefficient?.horizon ?? null,
        icMean: coefficient?.mean ?? null,
        icTStat: coefficient?.tStat ?? null,
        icPValue: coefficient?.pValue ?? null,
        ...{ sameSign, otherRanges },
      };
    },
  );
}
