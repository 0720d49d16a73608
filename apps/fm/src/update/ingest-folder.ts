import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Warehouse } from '@fm/warehouse';
import { openRawStore } from '../object-store.ts';

type Door = (warehouse: Warehouse, folder: string) => Promise<unknown>;

/** Folders that are taken in, in this order. */
const doors: Readonly<Record<string, Door>> = {
  prices: async (warehouse, folder) => (await import('@fm/market-data')).ingestPrices({ warehouse, paths: [folder] }),
  'corporate-actions': async (warehouse, folder) =>
    (await import('@fm/market-data')).ingestActions({ warehouse, paths: [folder] }),
  groups: async (warehouse, folder) => {
    const { ingestGroups } = await import('@fm/market-data');
    return ingestGroups({ warehouse, objectStore: await openRawStore(), paths: [folder] });
  },
  'risk-free': async (warehouse, folder) => {
    const { ingestRiskFree } = await import('@fm/market-data');
    for (const file of readdirSync(folder).sort()) await ingestRiskFree(warehouse, join(folder, file));
  },
};

/** Names of the folders that {@link ingestFolder} takes in. */
export const doorNames: readonly string[] = Object.keys(doors);

/** Takes in the files that lie in the folders of `folder`; the same file again changes nothing. */
export async function ingestFolder(warehouse: Warehouse, folder: string): Promise<void> {
  for (const [name, door] of Object.entries(doors)) {
    const path = join(folder, name);
    if (existsSync(path)) await door(warehouse, path);
  }
}
