import type { ForgottenRows } from '@fm/warehouse/forget';
import { csvOf, note, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import type { Forgetting } from './forgettable.ts';

const columns: readonly Column<ForgottenRows>[] = [
  { heading: 'goes from', cell: (row) => row.table },
  { heading: 'rows', cell: (row) => row.rows },
];

/** Runs that are named one by one. */
const namedAtMost = 10;

/** Writes what goes on standard output, and what follows from it and what stays on standard error. */
export function showForgetting({ rows, runs, stays }: Forgetting, format: OutputFormat): void {
  print(format === 'csv' ? csvOf(rows, columns) : tableOf(rows, columns));
  if (runs.length > 0) {
    const named = runs.slice(0, namedAtMost).map(({ id, startedAt }) => `${id} of ${startedAt.slice(0, 10)}`);
    const more = runs.length > namedAtMost ? ` and ${runs.length - namedAtMost} more` : '';
    note(
      `used by ${runs.length === 1 ? '1 run' : `${runs.length} runs`}, whose results will be about data that is gone: ${named.join(', ')}${more}`,
    );
  }
  for (const text of stays) note(`stays: ${text}`);
}
