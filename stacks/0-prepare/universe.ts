import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseUniverse, universeText } from '@fm/platform/universe';
import type { Settings } from '@fm/stack-settings';

/**
 * The list of stocks that functions and jobs read: the file of the setting `universeFile`, else the settings `universe`
 * and `ciks`.
 *
 * @throws UNIVERSE_INVALID, before anything is changed
 */
export function listOfStocks({ universe, ciks, universeFile, artifactRoot }: Settings): string {
  if (universeFile !== '') {
    return universeText(parseUniverse(readFileSync(join(artifactRoot, universeFile), 'utf8'), universeFile));
  }
  return universeText(universe.map((symbol) => ({ symbol, ...(ciks[symbol] ? { cik: ciks[symbol] } : {}) })));
}
