import type { Warehouse } from '@fm/warehouse';
import { knownFactorsMissing } from '../errors.ts';
import { factorSets, usualName, type FactorSet } from './factor-sets.ts';
import type { Frequency } from './frequency.ts';

/** Returns of the factors of a set on the dates that all of them have. */
export interface KnownFactors {
  readonly set: FactorSet;
  readonly frequency: Frequency;
  readonly names: readonly string[];
  /** Library of each factor. */
  readonly libraries: readonly string[];
  /** ISO dates, ascending: days, or the last days of periods. */
  readonly dates: readonly string[];
  /** A fraction per period, by factor and date. */
  readonly series: readonly Float64Array[];
}

interface StoredSeries {
  readonly library: string;
  readonly name: string;
  readonly frequency: Frequency;
  readonly last: string;
}

const frequencies: readonly Frequency[] = ['day', 'week', 'month', 'year'];

/**
 * Reads a set of known factors at the finest frequency at which one library has all of it; momentum may stand in a library of
 * its own. Of several libraries the one with the fewest other known factors is taken, because SMB of three factors is another
 * series than SMB of five; then the one that goes on longest.
 *
 * @param frequency - @default the finest there is
 * @throws KNOWN_FACTORS_MISSING
 */
export async function readKnownFactors(
  warehouse: Warehouse,
  set: FactorSet,
  frequency?: Frequency,
): Promise<KnownFactors> {
  const stored = await warehouse.query<StoredSeries>(
    `SELECT library, name, frequency, toString(max(date)) AS last FROM known_returns FINAL
     GROUP BY library, name, frequency ORDER BY library, name`,
  );
  const wanted: readonly string[] = factorSets[set];
  for (const one of frequency === undefined ? frequencies : [frequency]) {
    const chosen = chooseSeries(
      stored.filter((series) => series.frequency === one),
      wanted,
    );
    if (chosen !== undefined) return readSeries(warehouse, set, one, chosen);
  }
  const there = [...new Set(stored.map(({ library }) => library))];
  throw knownFactorsMissing(set, wanted, there.length === 0 ? 'no library was loaded' : there.join(', '));
}

function chooseSeries(stored: readonly StoredSeries[], wanted: readonly string[]): StoredSeries[] | undefined {
  const core = wanted.filter((name) => name !== 'Mom');
  const main = libraryWith(stored, core);
  if (main === undefined) return undefined;
  if (core.length === wanted.length) return main;
  const momentum = libraryWith(stored, ['Mom']);
  return momentum === undefined ? undefined : [...main, ...momentum];
}

/** The series of the best library that has all of some factors. */
function libraryWith(stored: readonly StoredSeries[], names: readonly string[]): StoredSeries[] | undefined {
  const libraries = [...new Set(stored.map(({ library }) => library))];
  const candidates = libraries.flatMap((library) => {
    const series = stored.filter((one) => one.library === library);
    const found = names.map((name) => series.find((one) => usualName(one.name) === name));
    if (found.some((one) => one === undefined)) return [];
    const known = new Set(series.map((one) => usualName(one.name)).filter((name) => name !== undefined));
    return [{ found: found as StoredSeries[], others: known.size - names.length }];
  });
  const lastOf = (found: readonly StoredSeries[]): string => found[0]?.last ?? '';
  return candidates.sort((a, b) => a.others - b.others || (lastOf(a.found) < lastOf(b.found) ? 1 : -1))[0]?.found;
}

async function readSeries(
  warehouse: Warehouse,
  set: FactorSet,
  frequency: Frequency,
  chosen: readonly StoredSeries[],
): Promise<KnownFactors> {
  const maps: Map<string, number>[] = [];
  for (const { library, name } of chosen) {
    const rows = await warehouse.query<{ date: string; value: number }>(
      `SELECT toString(date) AS date, value FROM known_returns FINAL
       WHERE library = {library:String} AND name = {name:String} AND frequency = {frequency:String} ORDER BY date`,
      { library, name, frequency },
    );
    maps.push(new Map(rows.map(({ date, value }) => [date, value])));
  }
  const [first, ...rest] = maps as [Map<string, number>, ...Map<string, number>[]];
  const dates = [...first.keys()].filter((date) => rest.every((map) => map.has(date)));
  return {
    ...{ set, frequency, dates },
    names: chosen.map(({ name }) => usualName(name) ?? name),
    libraries: chosen.map(({ library }) => library),
    series: maps.map((map) => Float64Array.from(dates, (date) => map.get(date) as number)),
  };
}
