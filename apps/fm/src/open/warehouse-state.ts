import { listRunOverviews } from '@fm/mining';
import { loadConfig } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { folderSizes } from './folder-sizes.ts';

/** An ingested file, with the outcome of its newest delivery. */
export interface OpenFile {
  /** Path of the file or key of the object. */
  readonly uri: string;
  readonly source: string;
  readonly status: string;
  readonly read: number;
  readonly new: number;
  readonly quarantined: number;
}

/** A stock with prices. */
export interface OpenSymbol {
  readonly symbol: string;
  readonly days: number;
  readonly first: string;
  readonly last: string;
  readonly sources: readonly string[];
  readonly synthetic: boolean;
}

export interface OpenRun {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly startedAt: string;
  readonly factors: number;
  readonly ranges: string;
}

/** Bytes of a table, with its rows, or of a folder beside the tables. */
export interface OpenSize {
  readonly what: string;
  readonly rows: number | null;
  readonly bytes: number;
}

/** What a warehouse holds. */
export interface WarehouseState {
  /** The data folder; null where the warehouse is a server. */
  readonly folder: string | null;
  readonly files: readonly OpenFile[];
  readonly symbols: readonly OpenSymbol[];
  readonly runs: readonly OpenRun[];
  /** Tables with rows, the biggest first, then what lies beside them in the data folder. */
  readonly sizes: readonly OpenSize[];
}

const fileQuery = `SELECT uri, source, argMax(status, version) AS status, toFloat64(argMax(rows_read, version)) AS read,
    toFloat64(max(rows_new)) AS \`new\`, toFloat64(argMax(rows_quarantined, version)) AS quarantined
  FROM ingest_log FINAL GROUP BY uri, source ORDER BY source, uri`;

const symbolQuery = `SELECT symbol, toFloat64(uniqExact(date)) AS days, toString(min(date)) AS first, toString(max(date)) AS last,
    arraySort(groupUniqArray(source)) AS sources, max(synthetic) AS synthetic
  FROM prices_latest GROUP BY symbol ORDER BY symbol`;

const sizeQuery = `SELECT table AS what, toFloat64(sum(bytes_on_disk)) AS bytes FROM system.parts
  WHERE active AND database = currentDatabase() GROUP BY table ORDER BY bytes DESC, what`;

/**
 * Bytes and rows of each table; rows that were deleted are not counted, though they take their place until they are
 * merged.
 */
async function tableSizes(warehouse: Warehouse): Promise<OpenSize[]> {
  const sizes = await warehouse.query<{ what: string; bytes: number }>(sizeQuery);
  const counted: OpenSize[] = [];
  for (const { what, bytes } of sizes) {
    const [row] = await warehouse.query<{ rows: number }>('SELECT toFloat64(count()) AS rows FROM {what:Identifier}', {
      what,
    });
    counted.push({ what, rows: row?.rows ?? 0, bytes });
  }
  return counted;
}

/** Reads what a warehouse holds. */
export async function readWarehouseState(warehouse: Warehouse): Promise<WarehouseState> {
  const { home } = loadConfig();
  const isServer = warehouse.home === 'server';
  const runs = await listRunOverviews(warehouse);
  return {
    folder: isServer ? null : home,
    files: await warehouse.query<OpenFile>(fileQuery),
    symbols: await warehouse.query<OpenSymbol>(symbolQuery),
    runs: runs.map(({ id, name, status, startedAt, request }) => {
      return { id, name, status, startedAt, factors: request.factors.length, ranges: request.ranges };
    }),
    sizes: [...(await tableSizes(warehouse)), ...(isServer ? [] : folderSizes(home))],
  };
}
