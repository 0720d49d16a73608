import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { openWarehouse, pricesTable, type RowOf } from '@fm/warehouse';

/**
 * Makes data folders that begin with some prices and that no process holds; they are removed after the tests of the file, or of the
 * `describe` that calls this.
 *
 * @returns makes one more folder
 */
export function newHomes(name: string, prices: readonly RowOf<typeof pricesTable>[]): () => Promise<string> {
  const homes: string[] = [];
  afterAll(() => homes.forEach((home) => rmSync(home, { recursive: true, force: true })));
  return async () => {
    const home = mkdtempSync(join(tmpdir(), `fm-${name}-`));
    homes.push(home);
    const warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, prices);
    await warehouse.close();
    return home;
  };
}
