import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tableContentHash } from '../content-hash.ts';
import { defineTable, type Warehouse } from '../contract.ts';
import { queryColumns } from '../query-columns.ts';
import { corporateActionsTable } from '../tables/tables.ts';
import { embeddedHome, type TestHome } from '../testing/homes.ts';
import type { Columns } from './column-data.ts';
import { dayText } from './dates.ts';
import { decodeNative } from './decode-native.ts';
import { insertColumns } from '../insert-columns.ts';
import { encodeNative } from './encode-native.ts';

const kinds = defineTable('column_kinds', {
  id: 'UInt32',
  symbol: 'LowCardinality(String)',
  text: 'String',
  day: 'Date32',
  value: 'Float64',
  maybe: 'Nullable(Float64)',
  count: 'Nullable(UInt32)',
  flag: 'Bool',
  big: 'UInt64',
  moment: 'DateTime64(3)',
  numbers: 'Array(Float64)',
  days: 'Array(Date32)',
});

const row = fc.record({
  symbol: fc.constantFrom('A', 'BRK.B', '', 'ü'),
  text: fc.string({ unit: 'grapheme', maxLength: 200 }),
  day: fc.integer({ min: -25_567, max: 120_529 }),
  value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  maybe: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: NaN }),
  count: fc.option(fc.nat(), { nil: null }),
  flag: fc.boolean(),
  big: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  moment: fc.integer({ min: -2_208_988_800_000, max: 10_413_791_999_999 }),
  numbers: fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 5 }),
  days: fc.array(fc.integer({ min: -25_567, max: 120_529 }), { maxLength: 5 }),
});

function endsOf(lists: readonly (readonly number[])[]): Uint32Array {
  let end = 0;
  return Uint32Array.from(lists, (list) => (end += list.length));
}

function columnsOf(rows: readonly (typeof row extends fc.Arbitrary<infer T> ? T : never)[]) {
  const dictionary = [...new Set(rows.map(({ symbol }) => symbol))];
  return {
    id: Uint32Array.from(rows, (_, at) => at),
    symbol: { dictionary, indexes: Uint32Array.from(rows, ({ symbol }) => dictionary.indexOf(symbol)) },
    text: rows.map(({ text }) => text),
    day: Int32Array.from(rows, ({ day }) => day),
    value: Float64Array.from(rows, ({ value }) => value),
    maybe: Float64Array.from(rows, ({ maybe }) => maybe),
    count: rows.map(({ count }) => count),
    flag: rows.map(({ flag }) => flag),
    big: BigUint64Array.from(rows, ({ big }) => big),
    moment: Float64Array.from(rows, ({ moment }) => moment),
    numbers: {
      ends: endsOf(rows.map(({ numbers }) => numbers)),
      items: Float64Array.from(rows.flatMap(({ numbers }) => numbers)),
    },
    days: { ends: endsOf(rows.map(({ days }) => days)), items: Int32Array.from(rows.flatMap(({ days }) => days)) },
  };
}

describe('columns', () => {
  let home: TestHome;
  let warehouse: Warehouse;

  beforeAll(async () => {
    home = await embeddedHome();
    warehouse = home.warehouse;
    const columns = Object.entries(kinds.columns).map(([name, type]) => `${name} ${type}`);
    await warehouse.command(`CREATE TABLE column_kinds (${columns.join(', ')}) ENGINE = MergeTree ORDER BY id`);
  });

  afterAll(() => home.end());

  test('come back bit for bit as they went in, however many rows and blocks there are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), async (rows, blockRows) => {
        await warehouse.command('TRUNCATE TABLE column_kinds');
        const columns = columnsOf(rows);
        if (rows.length > 0) await insertColumns(warehouse, kinds, columns);
        const sql = `SELECT * FROM column_kinds ORDER BY id SETTINGS max_block_size = ${blockRows}`;
        const read = await queryColumns(warehouse, sql);
        expect(read.rows).toBe(rows.length);
        if (rows.length === 0) return;
        const { symbol, count, flag, ...others } = read.columns;
        const { id, text, day, value, maybe, big, moment, numbers, days } = columns;
        // Object.is tells -0 from 0 and finds NaN equal to itself.
        expect(others).toEqual({ id, text, day, value, maybe, big, moment, numbers, days });
        expect(count).toEqual(Float64Array.from(columns.count, (given) => given ?? NaN));
        expect(flag).toEqual(Uint8Array.from(columns.flag, Number));
        const { dictionary, indexes } = symbol as { dictionary: string[]; indexes: Uint32Array };
        expect(Array.from(indexes, (at) => dictionary[at])).toEqual(rows.map((one) => one.symbol));
        expect(new Set(dictionary).size).toBe(dictionary.length);
      }),
      { numRuns: 40 },
    );
  });

  test('are the rows that the same values are one by one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        await warehouse.command('TRUNCATE TABLE column_kinds');
        await insertColumns(warehouse, kinds, columnsOf(rows));
        const sql = 'SELECT * FROM column_kinds ORDER BY id';
        const byColumns = await warehouse.queryBytes(sql, 'RowBinary');
        const asRows = rows.map((one, id) => ({
          ...one,
          id,
          day: dayText(one.day),
          days: one.days.map(dayText),
          maybe: Number.isNaN(one.maybe) ? null : one.maybe,
          moment: new Date(one.moment).toISOString().replace('T', ' ').replace('Z', ''),
        }));
        await warehouse.command('TRUNCATE TABLE column_kinds');
        await warehouse.insert(kinds, asRows);
        expect((await warehouse.queryBytes(sql, 'RowBinary')).equals(byColumns)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('a load that is repeated, cut and turned around ends in the same table', async () => {
    const actions = fc.uniqueArray(
      fc.record({ symbol: fc.constantFrom('A', 'B'), day: fc.integer({ min: 0, max: 50 }), value: fc.integer() }),
      { minLength: 1, maxLength: 30, selector: ({ symbol, day }) => `${symbol} ${day}` },
    );
    await fc.assert(
      fc.asyncProperty(actions, fc.nat(29), async (rows, cut) => {
        const load = async (part: typeof rows, version: bigint) => {
          if (part.length === 0) return;
          await insertColumns(warehouse, corporateActionsTable, {
            symbol: part.map(({ symbol }) => symbol),
            date: Int32Array.from(part, ({ day }) => day),
            kind: { constant: 'split' },
            value: Float64Array.from(part, ({ value }) => value),
            source: { constant: 'test' },
            synthetic: { constant: true },
            version: { constant: version },
          });
        };
        await warehouse.command('TRUNCATE TABLE corporate_actions');
        await load(rows, 1n);
        const once = await tableContentHash(warehouse, corporateActionsTable);
        await warehouse.command('TRUNCATE TABLE corporate_actions');
        await load(rows.slice(cut), 2n);
        await load(rows.toReversed(), 3n);
        await load(rows.slice(0, cut), 4n);
        expect(await tableContentHash(warehouse, corporateActionsTable)).toBe(once);
        await load([{ symbol: 'B', day: 51, value: 1 }], 5n);
        expect(await tableContentHash(warehouse, corporateActionsTable)).not.toBe(once);
      }),
      { numRuns: 15 },
    );
  });
});

const encoded = (columns: Columns, rows = 1) => encodeNative(kinds, columns, 0, rows);

describe('a column that cannot be stored as it is', () => {
  const columns = { id: Uint32Array.of(1, 2), value: Float64Array.of(1, 2) };

  test.each([NaN, Infinity, -Infinity])('%s in a column that has no missing values is refused by name', (value) => {
    expect(() => encoded({ ...columns, value: Float64Array.of(1, value) }, 2)).toThrow(
      /WAREHOUSE_NOT_FINITE.*table column_kinds, row 1, column value/,
    );
  });

  test('an infinite number is refused where NaN means missing', () => {
    expect(() => encoded({ id: columns.id, maybe: Float64Array.of(NaN, Infinity) }, 2)).toThrow(
      /WAREHOUSE_NOT_FINITE.*row 1, column maybe/,
    );
  });

  test('of another length, of no column of the table, or of no length is refused before anything is sent', async () => {
    const nowhere = {} as Warehouse;
    const shorter = { ...columns, value: Float64Array.of(1) };
    await expect(insertColumns(nowhere, kinds, shorter)).rejects.toThrow(/WAREHOUSE_BAD_COLUMNS.*2, 1/);
    await expect(insertColumns(nowhere, kinds, { ...columns, nope: ['a', 'b'] })).rejects.toThrow(
      /WAREHOUSE_BAD_COLUMNS.*nope/,
    );
    await expect(insertColumns(nowhere, kinds, { id: { constant: 1 } })).rejects.toThrow(/WAREHOUSE_BAD_COLUMNS/);
  });

  test('a position outside its dictionary, a word that is not text, and a day that no Date32 holds are refused', () => {
    const indexes = Uint32Array.of(0, 2);
    expect(() => encoded({ symbol: { dictionary: ['A', 'B'], indexes } }, 2)).toThrow(/WAREHOUSE_BAD_VALUE.*row 1/);
    expect(() => encoded({ symbol: { constant: 1 } })).toThrow(/WAREHOUSE_BAD_VALUE.*row 0, column symbol/);
    expect(() => encoded({ day: Int32Array.of(0, 1e6) }, 2)).toThrow(/WAREHOUSE_BAD_VALUE.*row 1, column day/);
    expect(() => encoded({ moment: Float64Array.of(0.5) })).toThrow(/WAREHOUSE_BAD_VALUE.*column moment/);
  });

  test('a list with a missing item, of the wrong kind or with ends that go back is refused', () => {
    const ends = Uint32Array.of(1, 2);
    expect(() => encoded({ numbers: { ends, items: Float64Array.of(1, NaN) } }, 2)).toThrow(
      /WAREHOUSE_NOT_FINITE.*row 1, column numbers/,
    );
    expect(() => encoded({ days: { ends, items: Float64Array.of(1, 2) } }, 2)).toThrow(/WAREHOUSE_BAD_VALUE.*row 0/);
    expect(() => encoded({ days: { ends: Uint32Array.of(2, 1), items: Int32Array.of(1, 2) } }, 2)).toThrow(
      /WAREHOUSE_BAD_VALUE.*row 1, column days/,
    );
    expect(() => encoded({ numbers: { ends: Uint32Array.of(3), items: Float64Array.of(1, 2) } })).toThrow(
      /WAREHOUSE_BAD_VALUE/,
    );
    expect(() => encoded({ numbers: Float64Array.of(1) })).toThrow(/WAREHOUSE_BAD_COLUMNS.*numbers/);
  });

  test.each([
    ['text', '\ud800'],
    ['text', 1],
    ['id', -1],
    ['id', 2 ** 32],
    ['id', 1.5],
    ['big', 1],
    ['big', -1n],
    ['flag', 1],
    ['day', '2024-02-30'],
    ['day', '2300-01-01'],
    ['day', '2024-1-1'],
    ['moment', '2024-02-30 00:00:00.000'],
    ['moment', '2024-01-01 24:00:00'],
    ['symbol', null],
  ])('%s = %p is refused with table, row and column', (name, value) => {
    expect(() => encoded({ [name]: [value] })).toThrow(
      new RegExp(`WAREHOUSE_BAD_VALUE.*table column_kinds, row 0, column ${name}`),
    );
  });
});

test('a result that is cut off, or has a type without an array, is refused', async () => {
  expect(() => decodeNative(Buffer.from([1, 1, 1, 0x78, 7, ...Buffer.from('Float64'), 1, 2]))).toThrow(
    /WAREHOUSE_BAD_BINARY/,
  );
  expect(() => decodeNative(Buffer.from([1, 0, 1, 0x78, 6, ...Buffer.from('Int256')]))).toThrow(
    /WAREHOUSE_BAD_BINARY.*x has the type Int256; cast it to one of Float64/,
  );
});
