import type { Warehouse } from './contract.ts';
import { riseAbove } from './version.ts';

/** Small tables whose newest row wins and is written by this machine's clock. Prices compare with their own rows. */
const tables = [
  ...['ingest_log', 'quarantine', 'risk_free', 'known_returns', 'corporate_actions'],
  ...['runs', 'run_slices', 'run_attempts'],
];

/**
 * Lets this process write only versions above those that are stored. A clock that was ahead once, of this machine or of
 * another, would otherwise win over every later correction until its time comes.
 */
export async function riseAboveStored(warehouse: Pick<Warehouse, 'query'>): Promise<void> {
  const plain = tables.map(
    (table) => `SELECT max(bitAnd(version, bitShiftLeft(1::UInt64, 62) - 1)) AS v FROM ${table}`,
  );
  const rows = await warehouse.query<{ highest: string }>(
    `SELECT toString(max(v)) AS highest FROM (${plain.join(' UNION ALL ')})`,
  );
  riseAbove(BigInt(rows[0]?.highest ?? 0));
}
