import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allTables } from './tables/all-tables.ts';
import { defineTable, type Warehouse } from './contract.ts';
import { table } from './migrations/ddl.ts';
import { openWarehouse } from './open.ts';
import { pinnedSettings } from './settings.ts';
import { pricesTable } from './tables/tables.ts';
import { attachedHome, clickhouseHome, clusterHome, embeddedHome, serverHome, type TestHome } from './testing/homes.ts';
import { servesClickhouse } from './testing/clickhouse/servers.ts';
import { nextVersion } from './version.ts';

const homes: [string, (() => Promise<TestHome>) | undefined, Warehouse['home']][] = [
  ['embedded', embeddedHome, 'embedded'],
  ['attached', attachedHome, 'attached'],
  ['server, played by the engine of another process', serverHome, 'server'],
  ['server: ClickHouse itself', servesClickhouse() ? clickhouseHome : undefined, 'server'],
  ['server: a node of a cluster of two shards', servesClickhouse() ? clusterHome : undefined, 'server'],
  ['server of CLICKHOUSE_URL', process.env['CLICKHOUSE_URL'] ? namedServer : undefined, 'server'],
];

async function namedServer(): Promise<TestHome> {
  const warehouse = await openWarehouse();
  return { warehouse, folder: '', end: () => warehouse.close() };
}

const kinds = defineTable('contract_kinds', {
  id: 'UInt32',
  text: 'String',
  low: 'LowCardinality(String)',
  maybe_text: 'Nullable(String)',
  flag: 'Bool',
  small: 'UInt8',
  signed: 'Int32',
  big: 'UInt64',
  value: 'Float64',
  maybe_value: 'Nullable(Float64)',
  maybe_count: 'Nullable(UInt32)',
  day: 'Date32',
  maybe_day: 'Nullable(Date32)',
  moment: 'DateTime64(3)',
  maybe_moment: 'Nullable(DateTime64(3))',
});

const kindsRow = {
  id: 1,
  text: 'a\'b"c\\d\te\nf\0g ü 漢 🙂',
  low: '',
  maybe_text: null,
  flag: true,
  small: 255,
  signed: -2_147_483_648,
  big: 18_446_744_073_709_551_615n,
  value: 0.1 + 0.2,
  maybe_value: null,
  maybe_count: 4_294_967_295,
  day: '1969-12-31',
  maybe_day: null,
  moment: '2024-02-29 23:59:59.999',
  maybe_moment: '1960-01-01 00:00:00.001',
} as const;

for (const [name, open, kind] of homes) {
  if (open === undefined) {
    describe(`the warehouse at home ${name}`, () => {
      test.skip('skipped: CLICKHOUSE_URL names no server, or ffi-rs is not installed', () => undefined);
    });
    continue;
  }
  describe(`the warehouse at home ${name}`, () => {
    let home: TestHome;

    beforeAll(async () => {
      home = await open();
      await home.warehouse.command('DROP TABLE IF EXISTS contract_kinds');
      for (const statement of table(kinds, { orderBy: ['id'], version: 'big' })(home.target ?? {}))
        await home.warehouse.command(statement);
    });

    afterAll(async () => {
      await home.warehouse.command('DROP TABLE IF EXISTS contract_kinds');
      await home.end();
    });

    test('says which home it has', () => {
      expect(home.warehouse.home).toBe(kind);
    });

    test.each(Object.entries(pinnedSettings))(
      'pins %s to %s, whatever the version has for default',
      async (name, value) => {
        const [row] = await home.warehouse.query<{ value: string }>(
          'SELECT toString(value) AS value FROM system.settings WHERE name = {name:String}',
          { name },
        );
        expect(row?.value).toBe(String(value));
      },
    );

    test.each(allTables.map((contract) => [contract.name, contract] as const))(
      'the table %s is what its contract says',
      async (_, contract) => {
        const described = await home.warehouse.query<{ name: string; type: string }>('DESCRIBE TABLE {t:Identifier}', {
          t: contract.name,
        });
        expect(described.map(({ name: column, type }) => [column, type])).toEqual(Object.entries(contract.columns));
      },
    );

    test('a row of every type comes back as it went in', async () => {
      await home.warehouse.insert(kinds, [kindsRow]);
      const [row] = await home.warehouse.query<Record<string, unknown>>('SELECT * FROM contract_kinds WHERE id = 1');
      expect(row).toEqual({ ...kindsRow, big: String(kindsRow.big) });
    });

    test('one number that is not finite keeps the whole insert out, and is named', async () => {
      const rows = [
        { ...kindsRow, id: 2 },
        { ...kindsRow, id: 3, maybe_value: NaN },
      ];
      await expect(home.warehouse.insert(kinds, rows)).rejects.toMatchObject({
        code: 'WAREHOUSE_NOT_FINITE',
        where: 'table contract_kinds, row 1, column maybe_value',
      });
      expect(await home.warehouse.query('SELECT id FROM contract_kinds WHERE id IN (2, 3)')).toEqual([]);
    });

    test('parameters arrive as they are, whatever characters they have', async () => {
      const text = 'a\'b"c\\d\te\nf\rg\\N {x:String} ü 🙂';
      const list = ["it's", 'back\\slash', 'tab\tnew\nline'];
      const rows = await home.warehouse.query(
        `SELECT {text:String} AS text, {list:Array(String)} AS list, {number:Float64} AS number, {flag:Bool} AS flag,
          {big:UInt64} AS big, {day:Date32} AS day, {moment:DateTime64(3)} AS moment, {days:Array(Date32)} AS days`,
        {
          text,
          list,
          number: 0.1,
          flag: true,
          big: 2n ** 63n,
          day: '2024-02-29',
          moment: '2024-02-29 23:59:59.999',
          days: ['1999-12-31'],
        },
      );
      expect(rows).toEqual([
        {
          text,
          list,
          number: 0.1,
          flag: true,
          big: '9223372036854775808',
          day: '2024-02-29',
          moment: '2024-02-29 23:59:59.999',
          days: ['1999-12-31'],
        },
      ]);
    });

    test('a list of fifty thousand symbols arrives whole', async () => {
      const symbols = Array.from({ length: 50_000 }, (_, i) => `SYM${i}`);
      const rows = await home.warehouse.query(
        `SELECT length({symbols:Array(String)}) AS all, count() AS known, max(indexOf({symbols:Array(String)}, symbol)) AS last
         FROM prices_latest WHERE symbol IN {symbols:Array(String)}`,
        { symbols },
      );
      expect(rows).toEqual([{ all: '50000', known: '0', last: '0' }]);
    });

    test('a statement that fails says code, message and statement', async () => {
      await expect(home.warehouse.query('SELECT no_such_column')).rejects.toMatchObject({
        code: 'WAREHOUSE_STATEMENT_FAILED',
        where: 'SELECT no_such_column',
        cause: { code: '47', type: 'UNKNOWN_IDENTIFIER' },
      });
    });

    test('a statement that fails after it gave rows is an error, and the next result is clean', async () => {
      const failing = 'SELECT throwIf(number = 70000) FROM numbers(100000) SETTINGS max_block_size = 1000';
      await expect(home.warehouse.query(failing)).rejects.toMatchObject({ code: 'WAREHOUSE_STATEMENT_FAILED' });
      expect(await home.warehouse.query('SELECT 42 AS x')).toEqual([{ x: 42 }]);
    });

    test('binary formats come back byte by byte', async () => {
      const bytes = await home.warehouse.queryBytes("SELECT unhex('00FF80FE0A0D20')::String AS s", 'RowBinary');
      expect(bytes.toString('hex')).toBe('0700ff80fe0a0d20');
    });

    test('an unknown field of an insert is refused', async () => {
      const body = Buffer.from('{"id": 7, "no_such_field": 1}\n');
      await expect(home.warehouse.insertBytes(kinds, ['id'], 'JSONEachRow', body)).rejects.toMatchObject({
        cause: { code: '117' },
      });
    });

    test('a repeated load is the same rows', async () => {
      const row = {
        symbol: 'AAA',
        date: '2020-01-02',
        open: 1,
        high: 2,
        low: 0.5,
        close: 1.5,
        adj_close: 1.4,
        volume: null,
        source: 'test',
        synthetic: true,
        row_hash: 11n,
      };
      await home.warehouse.insert(pricesTable, [{ ...row, version: nextVersion() }]);
      await home.warehouse.insert(pricesTable, [{ ...row, version: nextVersion() }]);
      const rows = await home.warehouse.query("SELECT volume FROM prices FINAL WHERE symbol = 'AAA'");
      expect(rows).toEqual([{ volume: null }]);
    });

    test('the latest price of a day is one whole row: a value that went missing stays missing', async () => {
      const row = {
        symbol: 'BBB',
        date: '2020-01-02',
        open: 1,
        high: 2,
        low: 0.5,
        close: 1.5,
        adj_close: 1.4,
        volume: 5,
        source: 'test',
        synthetic: true,
      };
      await home.warehouse.insert(pricesTable, [
        { ...row, row_hash: 1n, version: 1n },
        { ...row, open: null, close: 1.6, row_hash: 2n, version: 2n },
      ]);
      const rows = await home.warehouse.query("SELECT open, close, row_hash FROM prices_latest WHERE symbol = 'BBB'");
      expect(rows).toEqual([{ open: null, close: 1.6, row_hash: '2' }]);
    });
  });
}
