import { note, csvOf, print, tableOf, type Column, type OutputFormat } from './output.ts';

/** What became of everything a collector or an ingest handled. */
export interface Collected {
  readonly source: string;
  /** Responses, documents or files handled. */
  readonly fetched: number;
  readonly new: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly failed: readonly { readonly subject: string; readonly reason: string }[];
}

const columns: readonly Column<Collected>[] = [
  { heading: 'source', cell: (row) => row.source },
  { heading: 'fetched', cell: (row) => row.fetched },
  { heading: 'new', cell: (row) => row.new },
  { heading: 'unchanged', cell: (row) => row.unchanged },
  { heading: 'quarantined', cell: (row) => row.quarantined },
  { heading: 'failed', cell: (row) => row.failed.length },
];

/** Writes the counts to standard output and each failure to standard error; anything that failed fails the command. */
export function showCollected(collected: Collected, format: OutputFormat): void {
  if (format === 'json') print(JSON.stringify(collected));
  else print(format === 'csv' ? csvOf([collected], columns) : tableOf([collected], columns));
  for (const { subject, reason } of collected.failed) note(`failed ${subject}: ${reason}`);
  if (collected.quarantined > 0) note('`fm quarantine list` shows what was put aside, and why');
  if (collected.failed.length > 0) process.exitCode = 1;
}
