import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localObjectStore, type ObjectStore } from '@fm/object-store';
import {
  companiesTable,
  filerSymbolsTable,
  filingFactsTable,
  filingsTable,
  fundamentalEventsTable,
  ingestLogTable,
  openWarehouse,
  quarantineTable,
  stockGroupsTable,
  symbolMapTable,
  tableContentHash,
  type Warehouse,
} from '@fm/warehouse';

const tables = [
  filingFactsTable,
  filingsTable,
  companiesTable,
  fundamentalEventsTable,
  quarantineTable,
  stockGroupsTable,
  symbolMapTable,
  filerSymbolsTable,
];

/** An empty warehouse and an empty object store in a temporary folder. */
export interface Workbench {
  readonly folder: string;
  readonly warehouse: Warehouse;
  readonly objectStore: ObjectStore;
  /** Empties the warehouse and the store: much faster than another workbench. */
  clear(): Promise<void>;
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
    async clear() {
      for (const { name } of [...tables, ingestLogTable])
        await warehouse.command('TRUNCATE TABLE {name:Identifier}', { name });
      await rm(join(folder, 'objects'), { recursive: true, force: true });
    },
    async end() {
      await warehouse.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the tables of the collector hold, as hashes by table. */
export async function contentOf(warehouse: Warehouse): Promise<Record<string, string>> {
  const hashes = tables.map(async (table) => [table.name, await tableContentHash(warehouse, table)] as const);
  return Object.fromEntries(await Promise.all(hashes));
}
