import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FmError, loadConfig, messageOf } from '@fm/platform';
import { asideFolder, damagedParts, describeParts, openWarehouse, type Warehouse } from '@fm/warehouse';
import { readingOptions } from '../with-warehouse.ts';
import type { Finding } from './finding.ts';

/** Looks at the warehouse that is configured: whether it opens, what it holds, and whether its files are whole. */
export async function examineWarehouse(): Promise<Finding[]> {
  let opened: Warehouse;
  try {
    opened = await openWarehouse(readingOptions());
  } catch (thrown) {
    if (thrown instanceof FmError && thrown.code === 'WAREHOUSE_MISSING') {
      const [found, remedy] = [`none in ${thrown.where}`, `${thrown.remedy}.`];
      return [{ capability: 'warehouse', state: 'missing', found, remedy }];
    }
    return [broken('warehouse', thrown)];
  }
  try {
    const held = await contents(opened).catch((thrown: unknown) => broken('warehouse', thrown));
    // A server's files are its operator's: the read-only user may not check its tables.
    if (opened.home === 'server') return [held];
    return [
      held,
      await files(opened).catch((thrown: unknown) => broken('files of the warehouse', thrown)),
      ...setAside(opened),
    ];
  } finally {
    await opened.close();
  }
}

function broken(capability: string, thrown: unknown): Finding {
  const known = thrown instanceof FmError;
  return {
    capability,
    state: 'broken',
    found: known ? `${thrown.code}: ${thrown.what} (${thrown.where ?? loadConfig().home})` : messageOf(thrown),
    remedy: known ? thrown.remedy : 'see the message; CLICKHOUSE_URL and FM_HOME choose the warehouse',
  };
}

async function contents(opened: Warehouse): Promise<Finding> {
  const [row] = await opened.query<{ version: string; prices: string; symbols: string; runs: string }>(
    `SELECT version() AS version, (SELECT count() FROM prices_latest) AS prices,
            (SELECT uniqExact(symbol) FROM prices) AS symbols, (SELECT count() FROM runs FINAL) AS runs`,
  );
  const place = opened.home === 'server' ? 'server' : `${opened.home}, folder ${loadConfig().home}`;
  return {
    capability: 'warehouse',
    state: 'ok',
    found: `ClickHouse ${row?.version} (${place}): ${row?.symbols} symbols, ${row?.prices} price rows, ${row?.runs} runs`,
    remedy: row?.prices === '0' ? 'fm demo, or fm ingest prices PATH' : '',
  };
}

/** Reads every file of the tables and compares it with its checksum. */
async function files(opened: Warehouse): Promise<Finding> {
  const tables = await opened.query<{ name: string }>(
    `SELECT name FROM system.tables
     WHERE database = currentDatabase() AND engine LIKE '%MergeTree' ORDER BY name`,
  );
  const faults: string[] = [];
  const detached = await damagedParts(opened);
  if (detached.length > 0) faults.push(`missing are ${describeParts(detached)}`);
  for (const { name } of tables) {
    const parts = await opened.query<{ part_path: string; is_passed: number; message: string }>(
      'CHECK TABLE {name:Identifier} SETTINGS check_query_single_value_result = 0',
      { name },
    );
    for (const { part_path: part, is_passed: passed, message } of parts) {
      if (passed === 0) faults.push(`${name}, part ${part}: ${message.slice(0, 200)}`);
    }
  }
  return {
    capability: 'files of the warehouse',
    state: faults.length === 0 ? 'ok' : 'broken',
    found: faults.length === 0 ? `${tables.length} tables, every file as it was written` : faults.join('; '),
    remedy: faults.length === 0 ? '' : 'put a copy of FM_HOME in its place, or run fm doctor --set-aside',
  };
}

function setAside(opened: Warehouse): Finding[] {
  if (opened.home === 'server') return [];
  const folder = asideFolder(loadConfig().home);
  const parts = partsIn(folder);
  if (parts.length === 0) return [];
  return [
    {
      capability: 'damaged parts',
      state: 'missing',
      found: `${parts.length} set aside in ${folder}: ${parts.join(', ')}`,
      remedy: 'ingest the files of these tables again, or restore a backup; then remove that folder',
    },
  ];
}

function partsIn(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((table) => readdirSync(join(folder, table)).map((part) => `${table}/${part}`));
  } catch {
    return [];
  }
}
