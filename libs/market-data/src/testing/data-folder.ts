import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openWarehouse, type Warehouse } from '@fm/warehouse';

/** A temporary folder with price files and a warehouse. */
export interface DataFolder {
  readonly warehouse: Warehouse;
  /** Writes a file and returns its path. */
  write(name: string, content: string | Uint8Array): string;
  path(name: string): string;
  /** Closes the warehouse and removes the folder. */
  end(): Promise<void>;
}

/** Opens an embedded warehouse in a new temporary folder. */
export async function openDataFolder(): Promise<DataFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'fm-prices-'));
  const warehouse = await openWarehouse({ home: join(folder, 'home') });
  return {
    warehouse,
    path: (name) => join(folder, name),
    write(name, content) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
    async end() {
      await warehouse.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
