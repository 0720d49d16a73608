import type { Deletion } from '../../api/operation-schemas.ts';
import { formatValue } from '../../format.ts';

/** What is deleted with a run and what stays, in sentences. */
export function deletionWords({ rows, holdouts, trials }: Deletion): string[] {
  const count = rows.reduce((sum, table) => sum + table.rows, 0);
  return [
    `${formatValue(count, 'count')} ${count === 1 ? 'row goes' : 'rows go'}: ${rows.map((table) => `${formatValue(table.rows, 'count')} of ${table.table}`).join(', ')}.`,
    ...(holdouts.length === 0 ? [] : [`The run that mined its hold-out is deleted too: run ${holdouts.join(', ')}.`]),
    trials === 1 ? 'Its trial stays in the ledger.' : `Its ${formatValue(trials, 'count')} trials stay in the ledger.`,
  ];
}
