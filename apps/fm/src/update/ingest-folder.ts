import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findFiles, isPackedOr, messageOf, textOfProblem } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { openRawStore } from '../object-store.ts';

/** Reads the files of a folder and returns what was not used, a line each. */
type Door = (warehouse: Warehouse, folder: string) => Promise<readonly string[]>;

/** Folders that are ingested, in this order. */
const doors: Readonly<Record<string, Door>> = {
  prices: async (warehouse, folder) => {
    const { ingestPrices } = await import('@fm/market-data');
    const { problems } = await ingestPrices({ warehouse, paths: [folder] });
    return problems
      .filter(({ severity }) => severity === 'error')
      .map(({ code, file, what, remedy }) => textOfProblem({ code, path: file, what, remedy }));
  },
  'corporate-actions': async (warehouse, folder) =>
    (await (await import('@fm/market-data')).ingestActions({ warehouse, paths: [folder] })).problems,
  groups: async (warehouse, folder) => {
    const { ingestGroups } = await import('@fm/market-data');
    return (await ingestGroups({ warehouse, objectStore: await openRawStore(), paths: [folder] })).problems;
  },
  'risk-free': ingestRates,
};

/** Names of the folders that {@link ingestFolder} takes in. */
export const doorNames: readonly string[] = Object.keys(doors);

/**
 * Ingests the files in the folders of `folder`; the same file again changes nothing. A folder or file that
 * cannot be used does not keep the others out.
 *
 * @returns what was not used, a line each
 */
export async function ingestFolder(warehouse: Warehouse, folder: string): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, door] of Object.entries(doors)) {
    const path = join(folder, name);
    if (existsSync(path)) problems.push(...(await attempt(() => door(warehouse, path))));
  }
  return problems;
}

async function ingestRates(warehouse: Warehouse, folder: string): Promise<string[]> {
  const { ingestRiskFree } = await import('@fm/market-data');
  const found = findFiles([folder], isPackedOr(['.csv', '.txt']));
  const problems = found.problems.map(textOfProblem);
  for (const file of found.files) problems.push(...(await attempt(() => ratesOf(file))));
  return problems;

  async function ratesOf(file: string): Promise<string[]> {
    const { quarantined } = await ingestRiskFree(warehouse, file);
    return quarantined === 0 ? [] : [`${quarantined} rates of ${file} are in quarantine`];
  }
}

/** An error of one door as a line. */
async function attempt(task: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await task();
  } catch (thrown) {
    return [messageOf(thrown)];
  }
}
