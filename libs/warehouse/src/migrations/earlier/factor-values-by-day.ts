import { factorValueSeriesTable } from '../../tables/tables.ts';
import { table } from '../ddl.ts';
import type { Statements } from '../migration.ts';

/** Hash of the migration `mining` that kept a row for every factor value. */
export const valuesByDay = 'da7df41f006ad23cf291924c8fc006dec3199f596f5170a2a8ffa93ae6d0ef99';

const series = table(factorValueSeriesTable, { orderBy: ['run_id', 'factor', 'symbol', 'year'] });

/**
 * Brings a table `factor_values` with a row for every value into `factor_value_series`, a row for each stock and year,
 * which the view of that name unfolds. After an interruption the table is still there, or all of it was copied.
 */
export async function unfoldedValues(statements: Statements): Promise<void> {
  const [found] = await statements.query<{ engine: string }>(
    "SELECT engine FROM system.tables WHERE database = currentDatabase() AND name = 'factor_values'",
  );
  if (found === undefined || found.engine === 'View') return;
  for (const statement of series({})) await statements.command(statement);
  await statements.command(
    `INSERT INTO factor_value_series (run_id, factor, symbol, year, days, values, version)
     SELECT run_id, factor, symbol, year, arrayMap(pair -> pair.1, pairs), arrayMap(pair -> pair.2, pairs), newest
     FROM (
       SELECT run_id, factor, symbol, toUInt32(toYear(date)) AS year,
              arraySort(groupArray((date, value))) AS pairs, max(version) AS newest
       FROM factor_values FINAL GROUP BY run_id, factor, symbol, year)`,
  );
  await statements.command('DROP TABLE factor_values');
}
