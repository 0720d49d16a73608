import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localObjectStore, type ObjectStore } from '@fm/object-store';
import { openWarehouse, type Warehouse } from '@fm/warehouse';
import { emptyWarehouse } from '@fm/warehouse/testing/empty-warehouse';

/** An empty embedded warehouse and an object store in a temporary folder; for tests. */
export interface TestHome {
  readonly folder: string;
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
  end(): Promise<void>;
}

/** A home on the warehouse of the file of tests, see {@link emptyWarehouse}; end it when the test is over. */
export async function testHome(): Promise<TestHome> {
  const warehouse = await emptyWarehouse();
  return homeIn(newFolder(), warehouse, () => Promise.resolve());
}

/** A home whose warehouse may be closed and opened again: it lies in `warehouse` of the folder. */
export async function ownTestHome(): Promise<TestHome> {
  const folder = newFolder();
  const warehouse = await openWarehouse({ home: join(folder, 'warehouse') });
  return homeIn(folder, warehouse, () => warehouse.close());
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'fm-web-search-'));

function homeIn(folder: string, warehouse: Warehouse, close: () => Promise<void>): TestHome {
  return {
    folder,
    warehouse,
    store: localObjectStore(join(folder, 'objects')),
    end: async () => {
      await close();
      rmSync(folder, { recursive: true });
    },
  };
}
