import type { SearchMarket } from '@fm/discovery';
import { openLockbox, type SearchRecord } from '@fm/discovery/store';
import { systemClock } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import type { OutputFormat } from '../output.ts';
import { showSearch } from './show-search.ts';

/** Opens the lock-box of a search, which is recorded first, and shows all finalists in the three periods. */
export async function openAndShow(
  warehouse: Warehouse,
  record: SearchRecord,
  market: SearchMarket,
  format: OutputFormat,
): Promise<void> {
  const opened = record.lockbox ?? (await openLockbox(record, market, { warehouse, clock: systemClock })).lockbox;
  await showSearch(warehouse, { ...record, ...(opened === undefined ? {} : { lockbox: opened }) }, format);
}
