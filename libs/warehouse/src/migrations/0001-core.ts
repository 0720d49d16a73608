import { corporateActionsTable, ingestLogTable, pricesTable, quarantineTable } from '../tables.ts';
import { table, view } from './ddl.ts';
import type { Migration } from './migration.ts';

const priceColumns = ['open', 'high', 'low', 'close', 'adj_close', 'volume', 'source', 'synthetic', 'row_hash'];

/** Newest row of each day. One tuple is chosen whole: argMax of a single column would skip its nulls. */
const newestPrices = `SELECT symbol, date, ${priceColumns
  .map((column, index) => `tupleElement(newest, ${index + 1}) AS ${column}`)
  .join(', ')}, tupleElement(newest, ${priceColumns.length + 1}) AS version
FROM (
  SELECT symbol, date, argMax(tuple(${priceColumns.map((column) => `p.${column}`).join(', ')}, p.version),
    tuple(p.version, p.row_hash)) AS newest
  FROM prices AS p GROUP BY symbol, date
)`;

/** Prices, corporate actions, the ingest log and quarantine. */
export const core: Migration = {
  version: 1,
  name: 'core',
  steps: [
    table(pricesTable, { orderBy: ['symbol', 'date', 'row_hash'], shardBy: ['symbol'] }),
    table(corporateActionsTable, { orderBy: ['symbol', 'date', 'kind', 'source'], shardBy: ['symbol'] }),
    table(ingestLogTable, { orderBy: ['source', 'uri', 'content_hash'] }),
    table(quarantineTable, { orderBy: ['quarantine_id'] }),
    view('prices_latest', newestPrices),
  ],
};
