import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localObjectStore, type ObjectStore } from '@fm/object-store';
import {
  companiesTable,
  filingFactsTable,
  filingsTable,
  fundamentalEventsTable,
  openWarehouse,
  quarantineTable,
  tableContentHash,
  type Warehouse,
} from '@fm/warehouse';

/** An empty warehouse and an empty object store in a temporary folder. */
export interface Workbench {
  readonly folder: string;
  readonly warehouse: Warehouse;
  readonly objectStore: ObjectStore;
  /** Ends it and removes the folder. */
  end(): Promise<void>;
}

/** @param existing - folder of a workbench to open again. @default a new one */
export async function openWorkbench(existing?: string): Promise<Workbench> {
  const folder = existing ?? (await mkdtemp(join(tmpdir(), 'fm-filings-')));
  const warehouse = await openWarehouse({ home: join(folder, 'warehouse') });
  return {
    folder,
    warehouse,
    objectStore: localObjectStore(join(folder, 'objects')),
    async end() {
      await warehouse.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the tables of the collector hold, as hashes by table. */
export async function contentOf(warehouse: Warehouse): Promise<Record<string, string>> {
  const tables = [filingFactsTable, filingsTable, companiesTable, fundamentalEventsTable, quarantineTable];
  const hashes = tables.map(async (table) => [table.name, await tableContentHash(warehouse, table)] as const);
  return Object.fromEntries(await Promise.all(hashes));
}
