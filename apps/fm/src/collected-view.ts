import { csvOf, note, print, tableOf, type Column, type OutputFormat } from './output.ts';
import { printJson } from './json-outputs.ts';

/** What became of everything a collector or an ingest handled. */
export interface Collected {
  readonly source: string;
  /** Responses, documents or files handled. */
  readonly fetched: number;
  readonly new: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly failed: readonly Failed[];
}

interface Failed {
  readonly subject: string;
  readonly reason: string;
}

const columns: readonly Column<Collected>[] = [
  { heading: 'source', cell: (row) => row.source },
  { heading: 'fetched', cell: (row) => row.fetched },
  { heading: 'new', cell: (row) => row.new },
  { heading: 'unchanged', cell: (row) => row.unchanged },
  { heading: 'quarantined', cell: (row) => row.quarantined },
  { heading: 'failed', cell: (row) => row.failed.length },
];

/**
 * Writes the counts to standard output, and to standard error each reason for which something failed with what it met;
 * anything that failed fails the command.
 */
export function showCollected(collected: Collected, format: OutputFormat): void {
  if (format === 'json') printJson<'collect'>(collected);
  else print(format === 'csv' ? csvOf([collected], columns) : tableOf([collected], columns));
  for (const [reason, subjects] of byReason(collected.failed)) note(`failed ${listOf(subjects)}: ${reason}`);
  if (collected.quarantined > 0) note('`fm quarantine list` shows what was quarantined, and why');
  if (collected.failed.length > 0) process.exitCode = 1;
}

/** A provider that is down fails thirty symbols for one reason: it is reported once. */
function byReason(failed: readonly Failed[]): Map<string, string[]> {
  const reasons = new Map<string, string[]>();
  for (const { subject, reason } of failed) reasons.set(reason, [...(reasons.get(reason) ?? []), subject]);
  return reasons;
}

const namesShown = 8;

function listOf(subjects: readonly string[]): string {
  const more = subjects.length - namesShown;
  return more > 0 ? `${subjects.slice(0, namesShown).join(', ')} and ${more} more` : subjects.join(', ');
}
