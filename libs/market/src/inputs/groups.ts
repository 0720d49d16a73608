import { createHash } from 'node:crypto';
import type { KnownGroup } from '@fm/warehouse';
import { steppedFacts, type SteppedFact, type SteppedFacts } from './stepped-facts.ts';

/**
 * The groups of stocks as codes, each from the moment it was known: the industry that the SEC's documents name until the
 * first time that a file of the user names one, then what files name.
 *
 * @param groups - one for each stock, source and moment, in any order
 */
export function groupFacts(groups: readonly KnownGroup[], symbols: readonly string[]): SteppedFacts {
  const column = new Map(symbols.map((symbol, at) => [symbol, at]));
  const firstOfFile = new Map<string, number>();
  for (const { symbol, source, knownAt } of groups) {
    if (source === 'file') firstOfFile.set(symbol, Math.min(knownAt, firstOfFile.get(symbol) ?? Infinity));
  }
  const facts = groups.flatMap(({ symbol, source, knownAt, group }): SteppedFact[] => {
    const stock = column.get(symbol);
    if (stock === undefined || (source === 'sic' && knownAt >= (firstOfFile.get(symbol) ?? Infinity))) return [];
    return group === ''
      ? [{ stock, knownAt, value: NaN, reason: 'group: taken back' }]
      : [{ stock, knownAt, value: groupCode(group), reason: '' }];
  });
  return steppedFacts(symbols.length, facts);
}

const codes = new Map<string, number>();

/**
 * A whole number for the name of a group, below 2^48: of its SHA-256, so that it is the same whichever other stocks are
 * loaded and whatever groups come later. Of a thousand names two are alike with a probability below 2e-9.
 */
export function groupCode(name: string): number {
  const code = codes.get(name) ?? createHash('sha256').update(name).digest().readUIntBE(0, 6);
  codes.set(name, code);
  return code;
}
