import { FmError } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { factorSets, type FactorSet } from '../known/factor-sets.ts';
import { compareRun, type ComparedRun } from './compare-run.ts';

/** A factor of a run against every set of known factors that was loaded; empty if none was. */
export async function compareFactor(warehouse: Warehouse, run: string, factor: string): Promise<ComparedRun[]> {
  const found: ComparedRun[] = [];
  for (const set of Object.keys(factorSets) as FactorSet[]) {
    try {
      found.push(await compareRun(warehouse, { set, run, factors: [factor] }));
    } catch (thrown) {
      if (!(thrown instanceof FmError) || thrown.code !== 'KNOWN_FACTORS_MISSING') throw thrown;
    }
  }
  return found;
}
