import type { Deletion } from '../api/operation-schemas.ts';

/** What goes with a run and what stays, in sentences. */
export function deletionWords({ rows, holdouts, trials }: Deletion): string[] {
  const count = rows.reduce((sum, table) => sum + table.rows, 0);
  return [
    `${count} ${count === 1 ? 'row goes' : 'rows go'}: ${rows.map((table) => `${table.rows} of ${table.table}`).join(', ')}.`,
    ...(holdouts.length === 0 ? [] : [`What mined its hold-out goes with it: run ${holdouts.join(', ')}.`]),
    trials === 1 ? 'Its trial stays in the ledger.' : `Its ${trials} trials stay in the ledger.`,
  ];
}
