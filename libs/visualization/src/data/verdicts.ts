import type { SummaryRow, VerdictRow } from '../api/schemas.ts';
import { verdictOf, verdicts } from '../statistics/verdict.ts';
import { intervalOf } from '../statistics/interval.ts';
import { widestRange } from '../statistics/date-ranges.ts';
import { coefficientOf, statistic } from './stored-statistics.ts';

/**
 * One row per factor: what its widest date range says after adjustment for every trial of the run, and whether the other
 * ranges agree. The most believable come first, then the largest |t|.
 *
 * @param rows - summaries of one run, filtered or not
 * @param expectedSignOf - sign that the literature expects of a factor's premium; 0 where it names none
 */
export function verdictsOf(rows: readonly SummaryRow[], expectedSignOf: (factor: string) => -1 | 0 | 1): VerdictRow[] {
  const factors = [...new Set(rows.map((row) => row.factor))];
  return factors
    .map((factor) => rows.filter((row) => row.factor === factor))
    .map((ranges) => rowOf(ranges, expectedSignOf))
    .sort((a, b) => rankOf(a) - rankOf(b) || sizeOf(b) - sizeOf(a) || (a.factor < b.factor ? -1 : 1));
}

function rowOf(ranges: readonly SummaryRow[], expectedSignOf: (factor: string) => -1 | 0 | 1): VerdictRow {
  const widest = widestRange(ranges);
  const { factor, factorType, start, end, premium, premiumTStat, sharpe } = widest;
  const others = ranges.filter((row) => row !== widest && row.premium !== null).map((row) => row.premium as number);
  const evidence = {
    premium,
    pValueHolm: statistic(widest, 'premiumPValueHolm'),
    pValueBenjaminiHochberg: statistic(widest, 'premiumPValueBenjaminiHochberg'),
    expectedSign: expectedSignOf(factor),
    sameSign: others.filter((other) => Math.sign(other) === Math.sign(premium ?? NaN)).length,
    otherRanges: others.length,
  };
  const { low, high } = intervalOf(premium, premiumTStat);
  const coefficient = coefficientOf(widest);
  return {
    ...{ factor, factorType, start, end, verdict: verdictOf(evidence), ...evidence },
    ...{ premiumLow: low, premiumHigh: high, premiumTStat, sharpe },
    netPremium: statistic(widest, 'netPremium'),
    deflatedSharpe: statistic(widest, 'deflatedSharpe'),
    icHorizon: coefficient?.horizon ?? null,
    icMean: coefficient?.mean ?? null,
    icTStat: coefficient?.tStat ?? null,
  };
}

function rankOf({ verdict }: VerdictRow): number {
  return verdicts.indexOf(verdict);
}

function sizeOf({ premiumTStat }: VerdictRow): number {
  return Math.abs(premiumTStat ?? 0);
}
