import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SearchMarket } from '@fm/discovery';
import { readSearchMarket } from '@fm/discovery/store';
import { ingestPrices } from '@fm/market-data';
import { openWarehouse } from '@fm/warehouse';

const data = process.env['FM_REAL_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const folders = ['yahoo-csv', 'yahoo-csv-extra'].map((name) => join(data, 'prices', name));

/** Why there is no real market; undefined where there is one. */
export const whyNoRealMarket = folders.every((folder) => existsSync(folder))
  ? undefined
  : `no price files at ${folders.join(' and ')}; name the folder of real data in FM_REAL_DATA`;

/** The market of all stocks with real prices, as `fm ingest prices` and a search read them. */
export async function readRealMarket(): Promise<SearchMarket> {
  const home = mkdtempSync(join(tmpdir(), 'fm-real-market-'));
  const warehouse = await openWarehouse({ home });
  try {
    await ingestPrices({ warehouse, paths: folders });
    return await readSearchMarket(warehouse, { universe: 'ingested', known: [] });
  } finally {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  }
}
