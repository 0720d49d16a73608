import { createHash } from 'node:crypto';
import { inputNamesOf, type InputNameOf } from '@fm/factors';
import { knownGroups, type KnownGroup } from '@fm/warehouse/rows';
import { asOfSource } from './as-of-source.ts';

/** The groups of stocks as codes, each from the moment it was known. */
export const groupSource = asOfSource<InputNameOf<'groups'>, KnownGroup>({
  names: inputNamesOf('groups'),
  version: `SELECT count() AS rows, hex(sum(cityHash64(symbol, source, known_at, group_name))) AS hash
    FROM stock_groups_known
    WHERE symbol IN {symbols:Array(String)} AND toUnixTimestamp64Milli(known_at) < {close:Int64}`,
  read: ({ warehouse, symbols, until }) => knownGroups(warehouse, { symbols, until }),
  selectFacts: withoutIndustryAfterFile,
  nameOf: () => 'group',
  valueOf: ({ group }) =>
    group === '' ? { value: NaN, reason: 'group: taken back' } : { value: groupCode(group), reason: '' },
  noneKnown: () => 'group: none known',
  change: (fact, random) => ({ ...fact, group: otherGroup(random) }),
});

/** The industry that the SEC's documents name until a user's file first names one, then what files name. */
function withoutIndustryAfterFile(groups: readonly KnownGroup[]): readonly KnownGroup[] {
  const firstOfFile = new Map<string, number>();
  for (const { symbol, source, knownAt } of groups) {
    if (source === 'file') firstOfFile.set(symbol, Math.min(knownAt, firstOfFile.get(symbol) ?? Infinity));
  }
  return groups.filter(
    ({ symbol, source, knownAt }) => source !== 'sic' || knownAt < (firstOfFile.get(symbol) ?? Infinity),
  );
}

/** A group that no stock had, or none. */
function otherGroup(random: () => number): string {
  return random() < 0.2 ? '' : `other ${Math.floor(3 * random())}`;
}

const codes = new Map<string, number>();

/**
 * A whole number for the name of a group, below 2^48: of its SHA-256, so it is the same whichever other stocks are loaded
 * and whatever groups come later. Of a thousand names two are alike with a probability below 2e-9.
 */
export function groupCode(name: string): number {
  const code = codes.get(name) ?? createHash('sha256').update(name).digest().readUIntBE(0, 6);
  codes.set(name, code);
  return code;
}

/** The name behind each code of the group panels that are made of facts. */
export function groupNames(groups: readonly KnownGroup[]): ReadonlyMap<number, string> {
  return new Map(groups.flatMap(({ group }) => (group === '' ? [] : [[groupCode(group), group] as const])));
}
