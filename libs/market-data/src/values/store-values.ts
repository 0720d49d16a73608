import {
  type Delivery,
  deliveredBy,
  insertColumns,
  nextVersion,
  recordDelivered,
  userValuesTable,
  type Warehouse,
} from '@fm/warehouse';
import type { ReadValue } from './parse-values.ts';
import { closeOf } from './value-fields.ts';

/** What is stored of a stock and day: every moment at which something became known, ascending, with it. */
interface Known {
  readonly moments: number[];
  /** Null where the value was taken back. */
  readonly values: (number | null)[];
}

interface Row {
  readonly name: string;
  readonly symbol: string;
  readonly day: number;
  readonly knownAt: number;
  readonly value: number | null;
}

/**
 * Stores the values that are not there yet. A value becomes known at the moment that its file gives, at the earliest at the
 * close of its day. One that differs from what is stored of its stock and day, and gives no moment of its own, is a correction:
 * it is known from now on.
 *
 * @param now - milliseconds since the epoch
 * @param delivery - the file that the values are of
 * @returns how many rows were new
 */
export async function storeValues(
  warehouse: Warehouse,
  values: readonly ReadValue[],
  now: number,
  delivery: Delivery,
): Promise<number> {
  const rows: Row[] = [];
  for (const [name, own] of byName(values)) {
    const known = await knownOf(warehouse, name);
    // What became known first is stored first; a value without a moment was known before those of its day that have one.
    const ordered = [...own].sort((a, b) => (a.knownAt ?? -Infinity) - (b.knownAt ?? -Infinity) || 0);
    for (const value of ordered) {
      const row = rowOf(value, known, now);
      if (row !== undefined) rows.push(row);
    }
  }
  if (rows.length > 0) await insertRows(warehouse, rows, now, delivery);
  return rows.length;
}

/** The row of a value; undefined where it says nothing new. */
function rowOf(read: ReadValue, known: Map<string, Known>, now: number): Row | undefined {
  const { name, symbol, day } = read;
  const value = Number.isNaN(read.value) ? null : read.value;
  const key = `${symbol} ${day}`;
  const close = closeOf(day);
  const given = Math.max(read.knownAt ?? close, close);
  const before = known.get(key) ?? { moments: [], values: [] };
  const at = before.moments.indexOf(given);
  // A file that comes again, however late, says nothing new.
  if (at !== -1 && before.values[at] === value) return undefined;
  const isOfItsMoment = at === -1 && (read.knownAt !== undefined || before.moments.length === 0);
  const knownAt = isOfItsMoment ? given : correctedAt(before, close, now);
  const place = before.moments.findLastIndex((moment) => moment <= knownAt) + 1;
  // Nothing is taken back where nothing is known.
  if ((before.values[place - 1] ?? null) === value) return undefined;
  before.moments.splice(place, 0, knownAt);
  before.values.splice(place, 0, value);
  known.set(key, before);
  return { name, symbol, day, knownAt, value };
}

/** The moment of a value that gives none of its own: the close of its day for the first, else now. */
function correctedAt({ moments }: Known, close: number, now: number): number {
  const latest = moments.at(-1);
  return latest === undefined ? close : Math.max(now, close, latest + 1);
}

function byName(values: readonly ReadValue[]): Map<string, ReadValue[]> {
  const groups = new Map<string, ReadValue[]>();
  for (const value of values) {
    const own = groups.get(value.name);
    if (own === undefined) groups.set(value.name, [value]);
    else own.push(value);
  }
  return groups;
}

async function knownOf(warehouse: Warehouse, name: string): Promise<Map<string, Known>> {
  const rows = await warehouse.query<{ key: string; knownAt: number; value: number | null }>(
    `SELECT concat(symbol, ' ', toString(toInt32(date))) AS key, toFloat64(toUnixTimestamp64Milli(known_at)) AS knownAt, value
     FROM user_values FINAL WHERE name = {name:String} ORDER BY known_at`,
    { name },
  );
  const known = new Map<string, Known>();
  for (const { key, knownAt, value } of rows) {
    const own = known.get(key);
    own?.moments.push(knownAt);
    own?.values.push(value);
    if (own === undefined) known.set(key, { moments: [knownAt], values: [value] });
  }
  return known;
}

async function insertRows(warehouse: Warehouse, rows: readonly Row[], now: number, delivery: Delivery): Promise<void> {
  const version = nextVersion();
  const parts = rows.map(({ name }) => ({ part: name, version }));
  await recordDelivered(warehouse, deliveredBy(delivery, userValuesTable.name, parts));
  await insertColumns(warehouse, userValuesTable, {
    name: rows.map(({ name }) => name),
    symbol: rows.map(({ symbol }) => symbol),
    date: Int32Array.from(rows, ({ day }) => day),
    known_at: Float64Array.from(rows, ({ knownAt }) => knownAt),
    value: Float64Array.from(rows, ({ value }) => value ?? NaN),
    collected_at: new Float64Array(rows.length).fill(now),
    version: new BigUint64Array(rows.length).fill(version),
  });
}
