import { decayText, isBelieved } from '@fm/results/evidence';
import { verdictsOf } from '@fm/results';
import { readDecay, readResults, readSummaries, type RunResults } from '@fm/results/read';
import type { Warehouse } from '@fm/warehouse';
import { noteNewer } from './note-newer-run.ts';
import { note, print, type OutputFormat } from './output.ts';
import { showSummary, summaryCsv } from './summary/show-summary.ts';
import { printJson } from './json-outputs.ts';

/** How the table for people is written. */
export interface SummaryOptions {
  /** Adds a line per factor and range; as CSV these lines take the place of the verdicts. @default false */
  readonly everyRange?: boolean;
}

/**
 * Writes the results of a run to standard output: one JSON object, the table of the screen as CSV, or a summary for people
 * with what a reader must know before believing it.
 */
export function showResults(results: RunResults, format: OutputFormat, options: SummaryOptions = {}): void {
  if (format === 'json') printJson<'results'>(results);
  else showTable(results, format, options);
}

/** Reads and writes the results of a run; see {@link showResults}. A table needs no regressions of single stocks. */
export async function showRunResults(
  warehouse: Warehouse,
  run: string | undefined,
  { format, ...options }: SummaryOptions & { readonly format: OutputFormat },
): Promise<void> {
  if (format === 'json') {
    const results = await readResults(warehouse, run);
    noteNewer(results.run);
    showResults(results, format);
    return;
  }
  const summaries = await readSummaries(warehouse, run);
  noteNewer(summaries.run);
  showTable(summaries, format, options);
  if (format === 'table') await noteDecay(warehouse, summaries);
}

/** An alert for each believed factor whose premium fell. */
async function noteDecay(warehouse: Warehouse, { run, summaries }: Omit<RunResults, 'details'>): Promise<void> {
  const believed = verdictsOf(summaries, run.request.formulas).filter(({ belief }) => isBelieved(belief));
  for (const decay of await readDecay(
    warehouse,
    run.id,
    believed.map(({ summary }) => summary),
  ))
    if (decay.state !== 'steady')
      note(`ALERT: ${decay.factor} ${decayText(decay)}; \`fm report ${decay.factor}\` shows its history`);
}

function showTable(
  results: Omit<RunResults, 'details'>,
  format: 'table' | 'csv',
  { everyRange = false }: SummaryOptions,
): void {
  if (format === 'csv') print(summaryCsv(results, everyRange));
  else showSummary(results, everyRange);
}
