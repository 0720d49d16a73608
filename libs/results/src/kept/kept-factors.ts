import { findFactor, formulaFactor, type FormulaText } from '@fm/factors';
import type { Clock } from '@fm/platform';
import { didYouMean, similarWords } from '@fm/platform/similar-words';
import { keptFactorsTable, nextVersion, type Warehouse } from '@fm/warehouse/rows';
import { storedFormula } from '../stored-records.ts';
import { nameTaken, notKept } from './errors.ts';

/** A formula that is kept as a factor. */
export interface KeptFactor {
  readonly definition: FormulaText;
  /** Hash of the canonical form: all spellings of one formula share it. */
  readonly hash: string;
  readonly author: string;
  /** UTC, `YYYY-MM-DD hh:mm:ss.mmm`. */
  readonly keptAt: string;
}

interface Row {
  readonly name: string;
  readonly hash: string;
  readonly definition: string;
  readonly author: string;
  readonly keptAt: string;
  readonly removed: boolean;
  readonly version: string;
}

type Reader = Pick<Warehouse, 'query'>;

/** Every factor that is kept, by name. */
export async function listKept(warehouse: Reader): Promise<KeptFactor[]> {
  return (await rowsOf(warehouse))
    .filter(({ removed }) => !removed)
    .map(({ name, hash, definition, author, keptAt }) => ({
      ...{ definition: storedFormula.read(definition, `table kept_factors, ${name}`), hash, author, keptAt },
    }));
}

/**
 * Keeps a formula as a factor. Keeping the same again changes nothing.
 *
 * @param author - who keeps it
 * @returns the factor as stored, whether it was not there before, and the names under which the same formula was kept before
 * @throws FormulaError; FACTOR_NAME_TAKEN where the catalogue or another kept formula has the name
 */
export async function keepFactor(
  warehouse: Reader & Pick<Warehouse, 'insert'>,
  definition: FormulaText,
  author: string,
  clock: Clock,
): Promise<{ readonly kept: KeptFactor; readonly isNew: boolean; readonly sameAs: readonly string[] }> {
  const { name } = definition;
  const hash = formulaFactor(definition).formulaHash ?? '';
  const catalogue = findFactor(name);
  if (catalogue !== undefined) throw nameTaken(name, `the factor ${catalogue.name} of the catalogue`);
  const kept = await listKept(warehouse);
  const same = kept.find((one) => sameName(one.definition.name, name));
  if (same !== undefined && same.hash !== hash) throw nameTaken(name, `the kept formula ${same.definition.formula}`);
  const sameAs = kept.filter((one) => one.hash === hash && one !== same).map((one) => one.definition.name);
  if (same !== undefined) return { kept: same, isNew: false, sameAs };
  const keptAt = clock.now().toISOString().slice(0, 23).replace('T', ' ');
  const row = { name, hash, definition: JSON.stringify(definition), author, kept_at: keptAt, removed: false };
  await warehouse.insert(keptFactorsTable, [{ ...row, version: await versionAfter(warehouse) }]);
  return { kept: { definition, hash, author, keptAt }, isNew: true, sameAs };
}

/**
 * Removes a kept factor from the list. Runs that used it carry their definitions and stay as they are.
 *
 * @throws FACTOR_NOT_KEPT
 */
export async function removeKept(warehouse: Reader & Pick<Warehouse, 'insert'>, name: string): Promise<KeptFactor> {
  const kept = await listKept(warehouse);
  const found = kept.find((one) => sameName(one.definition.name, name));
  if (found === undefined) {
    const names = kept.map((one) => one.definition.name);
    throw notKept(name, didYouMean(similarWords(name, names)));
  }
  const { definition, hash, author, keptAt } = found;
  const row = { name: definition.name, hash, definition: JSON.stringify(definition), author, kept_at: keptAt };
  await warehouse.insert(keptFactorsTable, [{ ...row, removed: true, version: await versionAfter(warehouse) }]);
  return found;
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function rowsOf(warehouse: Reader): Promise<Row[]> {
  return warehouse.query<Row>(
    `SELECT name, hash, definition, author, toString(kept_at) AS keptAt, removed, toString(version) AS version
     FROM kept_factors FINAL ORDER BY lower(name)`,
  );
}

async function versionAfter(warehouse: Reader): Promise<bigint> {
  const newest = (await rowsOf(warehouse)).reduce(
    (top, { version }) => (BigInt(version) > top ? BigInt(version) : top),
    0n,
  );
  return nextVersion(newest);
}
