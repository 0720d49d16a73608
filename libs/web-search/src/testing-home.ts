import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localObjectStore, type ObjectStore } from '@fm/object-store';
import { openWarehouse, type Warehouse } from '@fm/warehouse';

/** An embedded warehouse and an object store in a temporary folder; for tests. */
export interface TestHome {
  readonly folder: string;
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
  end(): Promise<void>;
}

/** Opens a home; end it when the test is over. */
export async function testHome(): Promise<TestHome> {
  const folder = mkdtempSync(join(tmpdir(), 'fm-web-search-'));
  const warehouse = await openWarehouse({ home: join(folder, 'warehouse') });
  return {
    folder,
    warehouse,
    store: localObjectStore(join(folder, 'objects')),
    end: async () => {
      await warehouse.close();
      rmSync(folder, { recursive: true });
    },
  };
}
