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
 * Reads a set of known factors at the finest frequency at which one library has all of it; momentum may be in a separate
 * library. Of several libraries the one with the fewest other known factors is taken, because SMB of three factors is another
 * series than SMB of five; then the one that lasts longest.
 *
 * @param frequency - @default the finest there is
 * @throws KNOWN_FACTORS_MISSING
 */
export async function readKnownFactors(
  warehouse: Warehouse,
  set: FactorSet,
  frequency?: Frequency,
): Promise<KnownFactors> {
  const stored = await listStored(warehouse);
  const chosen = chooseSet(stored, set, frequency);
  if (chosen !== undefined) return knownFactors(chosen, await readReturns(warehouse, chosen.series));
  const there = [...new Set(stored.map(({ library }) => library))];
  throw knownFactorsMissing(set, factorSets[set], there.length === 0 ? 'no library was loaded' : there.join(', '));
}

/**
 * Every set of known factors that was loaded, each as {@link readKnownFactors} reads it; one without all its factors is
 * left out.
 */
export async function readKnownSets(warehouse: Warehouse): Promise<KnownFactors[]> {
  const stored = await listStored(warehouse);
  const chosen = (Object.keys(factorSets) as FactorSet[]).flatMap((set) => chooseSet(stored, set) ?? []);
  const returns = await readReturns(
    warehouse,
    chosen.flatMap(({ series }) => series),
  );
  return chosen.map((one) => knownFactors(one, returns));
}

/** A set with the series that its factors are. */
interface ChosenSet {
  readonly set: FactorSet;
  readonly frequency: Frequency;
  readonly series: readonly StoredSeries[];
}

function listStored(warehouse: Warehouse): Promise<StoredSeries[]> {
  return warehouse.query(
    `SELECT library, name, frequency, toString(max(date)) AS last FROM known_returns FINAL
     GROUP BY library, name, frequency ORDER BY library, name`,
  );
}

function chooseSet(stored: readonly StoredSeries[], set: FactorSet, frequency?: Frequency): ChosenSet | undefined {
  for (const one of frequency === undefined ? frequencies : [frequency]) {
    const series = chooseSeries(
      stored.filter((candidate) => candidate.frequency === one),
      factorSets[set],
    );
    if (series !== undefined) return { set, frequency: one, series };
  }
  return undefined;
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

type SeriesKey = Pick<StoredSeries, 'library' | 'name' | 'frequency'>;

const keyOf = ({ library, name, frequency }: SeriesKey): string => JSON.stringify([library, name, frequency]);

/** Returns by date (ISO, ascending) of some series, by their key. */
async function readReturns(
  warehouse: Warehouse,
  series: readonly SeriesKey[],
): Promise<Map<string, Map<string, number>>> {
  if (series.length === 0) return new Map();
  const each = (part: keyof SeriesKey): string[] => [...new Set(series.map((one) => one[part]))];
  // One row for a series: a row for each of its dates takes longer to read than to use.
  const rows = await warehouse.query<SeriesKey & { dates: string[]; returns: number[] }>(
    `SELECT library, name, frequency, groupArray(toString(date)) AS dates, groupArray(value) AS returns FROM (
       SELECT library, name, frequency, date, value FROM known_returns FINAL
       WHERE library IN {libraries:Array(String)} AND name IN {names:Array(String)}
         AND frequency IN {frequencies:Array(String)} ORDER BY date)
     GROUP BY library, name, frequency`,
    { libraries: each('library'), names: each('name'), frequencies: each('frequency') },
  );
  return new Map(
    rows.map((row) => [keyOf(row), new Map(row.dates.map((date, at) => [date, row.returns[at] as number]))]),
  );
}

function knownFactors(
  { set, frequency, series }: ChosenSet,
  returns: ReadonlyMap<string, ReadonlyMap<string, number>>,
): KnownFactors {
  const maps = series.map((one) => returns.get(keyOf(one)) ?? new Map<string, number>());
  const [first = new Map<string, number>(), ...rest] = maps;
  const dates = [...first.keys()].filter((date) => rest.every((map) => map.has(date)));
  return {
    ...{ set, frequency, dates },
    names: series.map(({ name }) => usualName(name) ?? name),
    libraries: series.map(({ library }) => library),
    series: maps.map((map) => Float64Array.from(dates, (date) => map.get(date) as number)),
  };
}
