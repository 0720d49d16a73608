import { rmSync } from 'node:fs';
import { afterAll, beforeAll } from '@jest/globals';
import { openWarehouse, pricesTable, type RowOf } from '@fm/warehouse';
import { holdFolder } from '@fm/warehouse/testing';

/**
 * Has data folders held by processes of their own while the tests of the file, or of the `describe` that calls this, run,
 * and removes the folders afterwards. Commands over a held folder start no engine, which takes most of their time.
 *
 * @param homes - the folders
 * @param prices - rows that every folder begins with
 */
export function holdHomes(homes: readonly string[], prices: readonly RowOf<typeof pricesTable>[] = []): void {
  const holders: Awaited<ReturnType<typeof holdFolder>>[] = [];
  beforeAll(async () => {
    for (const home of homes) {
      holders.push(await holdFolder(home));
      if (prices.length === 0) continue;
      const warehouse = await openWarehouse({ home });
      await warehouse.insert(pricesTable, prices);
      await warehouse.close();
    }
  }, 120_000);
  afterAll(async () => {
    for (const holder of holders) await holder.end();
    for (const home of homes) rmSync(home, { recursive: true, force: true });
  });
}
