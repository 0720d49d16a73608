import type { TableContract, Warehouse } from '@fm/warehouse';
import { resultTables } from './result-hashes.ts';

/** Columns that, with the run, are the key of a row of each result table. */
export const resultKeys: Readonly<Record<string, readonly string[]>> = {
  factor_value_series: ['factor', 'symbol', 'year'],
  factor_returns: ['factor', 'date'],
  stock_results: ['factor', 'start', 'end', 'symbol'],
  factor_summaries: ['factor', 'start', 'end'],
  factor_relations: ['start', 'end', 'factor', 'other'],
  event_studies: ['factor', 'start', 'end', 'event', 'offset'],
};

/** The first place where two runs differ in a table, in the order of its key. */
export interface FirstDifference {
  readonly key: Readonly<Record<string, string>>;
  /** Column, and within one of lists or of JSON the element; empty where one of the runs has no such row. */
  readonly what: string;
  readonly a: string;
  readonly b: string;
}

/** How two runs differ in one result table, bit for bit. */
export interface TableDifference {
  readonly table: string;
  /** Rows that both have. */
  readonly rows: number;
  /** Of these, with other content. */
  readonly differing: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly first?: FirstDifference;
}

/** Compares every result table of two runs in the warehouse: no row leaves it but those of the first difference. */
export async function diffTables(warehouse: Warehouse, a: string, b: string): Promise<TableDifference[]> {
  const differences: TableDifference[] = [];
  for (const table of resultTables) differences.push(await diffTable(warehouse, table, { a, b }));
  return differences;
}

interface Runs {
  readonly a: string;
  readonly b: string;
  readonly [name: string]: string;
}

async function diffTable(warehouse: Warehouse, table: TableContract, runs: Runs): Promise<TableDifference> {
  const keys = resultKeys[table.name] as readonly string[];
  const names = keys.map((name) => `\`${name}\``).join(', ');
  const content = Object.keys(table.columns).filter((name) => !['run_id', 'version', ...keys].includes(name));
  const paired = `SELECT ${names}, countIf(run = {a:String}) AS inA, countIf(run = {b:String}) AS inB,
      anyIf(hash, run = {a:String}) AS hashA, anyIf(hash, run = {b:String}) AS hashB
    FROM (SELECT ${names}, run_id AS run, sipHash64(formatRow('RowBinary', ${content.map((name) => `\`${name}\``).join(', ')})) AS hash
          FROM ${table.name} FINAL WHERE run_id IN ({a:String}, {b:String}))
    GROUP BY ${names}`;
  const [counts] = await warehouse.query<Omit<TableDifference, 'table' | 'first'>>(
    `SELECT toUInt32(countIf(inA > 0 AND inB > 0)) AS rows,
       toUInt32(countIf(inA > 0 AND inB > 0 AND hashA != hashB)) AS differing,
       toUInt32(countIf(inB = 0)) AS onlyA, toUInt32(countIf(inA = 0)) AS onlyB FROM (${paired})`,
    runs,
  );
  const found = { table: table.name, ...(counts as NonNullable<typeof counts>) };
  if (found.differing + found.onlyA + found.onlyB === 0) return found;
  const [key] = await warehouse.query<Record<string, string>>(
    `SELECT ${keys.map((name) => `toString(\`${name}\`) AS \`key_${name}\``).join(', ')} FROM (${paired})
     WHERE inA = 0 OR inB = 0 OR hashA != hashB ORDER BY ${names} LIMIT 1`,
    runs,
  );
  return { ...found, first: await firstDifference(warehouse, table, runs, key as NonNullable<typeof key>) };
}

async function firstDifference(
  warehouse: Warehouse,
  table: TableContract,
  runs: Runs,
  key: Readonly<Record<string, string>>,
): Promise<FirstDifference> {
  const where = Object.keys(key).map((name) => `toString(\`${name.slice(4)}\`) = {${name}:String}`);
  const rows = await warehouse.query<Record<string, unknown>>(
    `SELECT * EXCEPT version FROM ${table.name} FINAL
     WHERE run_id IN ({a:String}, {b:String}) AND ${where.join(' AND ')}`,
    { ...runs, ...key },
  );
  const named = Object.fromEntries(Object.entries(key).map(([name, value]) => [name.slice(4), value]));
  const [inA, inB] = [runs.a, runs.b].map((run) => rows.find((row) => row['run_id'] === run));
  if (inA === undefined || inB === undefined) {
    const word = (row: unknown) => (row === undefined ? 'no row' : 'a row');
    return { key: named, what: '', a: word(inA), b: word(inB) };
  }
  return { key: named, ...firstIn({ ...inA, run_id: '' }, { ...inB, run_id: '' }) };
}

/** The first place at which two values differ, members in their order. */
function firstIn(a: unknown, b: unknown, what = ''): Omit<FirstDifference, 'key'> {
  const [one, other] = [membersOf(a), membersOf(b)];
  if (one === undefined || other === undefined) return { what, a: JSON.stringify(a), b: JSON.stringify(b) };
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const name = names.find((each) => JSON.stringify(one[each]) !== JSON.stringify(other[each])) ?? '';
  return firstIn(one[name] ?? null, other[name] ?? null, what === '' ? name : `${what}.${name}`);
}

/** Members of an object or a list, also of one that is written as JSON. */
function membersOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return undefined;
  try {
    return membersOf(JSON.parse(value));
  } catch {
    return undefined;
  }
}
