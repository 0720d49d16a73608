import type { Compare } from '../api/page-schemas.ts';
import type { Run, SummaryRow } from '../api/schemas.ts';
import { unknownFactor } from '../errors.ts';
import { compareReturns } from './compare.ts';
import type { EvidenceSource } from './factor-evidence.ts';
import { periodOf } from './ranges.ts';
import { coefficientOf, coefficientsOf } from './stored-statistics.ts';
import { readRelations } from './stored-relations.ts';
import { verdictRows } from './verdicts.ts';
import type { Window } from './window.ts';

/** Most lines that a reader can distinguish. */
const usualLines = 6;

/**
 * A run's factors beside each other: correlations and spanning of all, lines of the chosen ones.
 *
 * @param chosen - factor names joined by commas; without them the most believable ones
 * @throws FACTOR_NOT_FOUND
 */
export async function compareFactors(
  { reader, cache }: EvidenceSource,
  run: Run,
  window: Window,
  chosen?: string,
): Promise<Compare> {
  const summaries = await cache.summaries(run);
  const period = summaries.length === 0 ? window : periodOf(summaries, window);
  const part = JSON.stringify([period.start, period.end]);
  const returns = await cache.once('compared', run, part, async () => ({
    ...(await compareReturns(reader, run.run, period)),
    // What the run stored takes precedence over what is computed now.
    ...(await readRelations(reader, run.run, summaries, period)),
  }));
  const overlaid = chosenOf(run, summaries, chosen);
  return {
    run,
    ...returns,
    overlaid,
    premia: overlaid.flatMap((name) => returns.premia.filter(({ factor }) => factor === name)),
    ...coefficientsByRange(summaries, overlaid),
  };
}

function chosenOf(
  run: { readonly request: string },
  summaries: readonly SummaryRow[],
  chosen: string | undefined,
): string[] {
  const ranked = verdictRows(run, summaries).map(({ factor }) => factor);
  if (chosen === undefined) return ranked.slice(0, usualLines);
  const names = [...new Set(chosen.split(',').map((name) => name.trim()))];
  const unknown = names.find((name) => !ranked.includes(name));
  if (unknown !== undefined) throw unknownFactor(unknown, ranked);
  return names;
}

function coefficientsByRange(
  summaries: readonly SummaryRow[],
  overlaid: readonly string[],
): Pick<Compare, 'icHorizon' | 'coefficients'> {
  const horizon = summaries.map(coefficientOf).find((found) => found !== undefined)?.horizon ?? null;
  const coefficients = overlaid.map((factor) => ({
    factor,
    points: summaries
      .filter((row) => row.factor === factor)
      .map((row) => ({
        start: row.start,
        end: row.end,
        value: coefficientsOf(row).find((found) => found.horizon === horizon)?.mean ?? null,
      })),
  }));
  return { icHorizon: horizon, coefficients };
}
