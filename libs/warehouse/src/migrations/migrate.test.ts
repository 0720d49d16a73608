import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allTables } from '../tables/all-tables.ts';
import type { Warehouse } from '../contract.ts';
import { embeddedHome, type TestHome } from '../testing/homes.ts';
import { migrations } from './index.ts';
import { checkMigrated, journal, migrate } from './migrate.ts';
import { migrationHash, statementsOf, type Migration } from './migration.ts';

const step = (version: number, ...statements: string[]): Migration => ({
  version,
  name: `step ${version}`,
  steps: [() => statements],
});

const first = step(900, 'CREATE TABLE IF NOT EXISTS m1 (x UInt8) ENGINE = MergeTree ORDER BY x');
const second = step(901, 'ALTER TABLE m1 ADD COLUMN IF NOT EXISTS y UInt8');

describe('migrations', () => {
  let home: TestHome;
  let warehouse: Warehouse;

  beforeAll(async () => {
    home = await embeddedHome();
    warehouse = home.warehouse;
  });

  afterAll(() => home.end());

  test('are applied in order, once', async () => {
    expect(await migrate(warehouse, [first])).toEqual([900]);
    expect(await migrate(warehouse, [first, second])).toEqual([901]);
    expect(await migrate(warehouse, [first, second])).toEqual([]);
    expect(await warehouse.query('SELECT * FROM m1')).toEqual([]);
  });

  test('can be applied by two processes at once', async () => {
    const third = step(902, 'CREATE TABLE IF NOT EXISTS m2 (x UInt8) ENGINE = MergeTree ORDER BY x');
    await Promise.all([migrate(warehouse, [third]), migrate(warehouse, [third])]);
    const rows = await warehouse.query('SELECT version FROM schema_migrations FINAL WHERE version = 902');
    expect(rows).toEqual([{ version: 902 }]);
    expect(await migrate(warehouse, [third])).toEqual([]);
  });

  test('that were applied and then edited are refused, and nothing after them is applied', async () => {
    const edited = step(900, 'CREATE TABLE IF NOT EXISTS m1 (x UInt16) ENGINE = MergeTree ORDER BY x');
    const later = step(903, 'CREATE TABLE m3 (x UInt8) ENGINE = MergeTree ORDER BY x');
    await expect(migrate(warehouse, [edited, later])).rejects.toMatchObject({ code: 'WAREHOUSE_MIGRATION_EDITED' });
    expect(await warehouse.query("SELECT name FROM system.tables WHERE name = 'm3'")).toEqual([]);
  });

  test('that fail are tried again by the next opening', async () => {
    const broken = step(904, 'CREATE TABLE IF NOT EXISTS m4 (x UInt8) ENGINE = MergeTree ORDER BY x', 'SELECT nope');
    await expect(migrate(warehouse, [broken])).rejects.toMatchObject({ code: 'WAREHOUSE_STATEMENT_FAILED' });
    const mended = step(904, 'CREATE TABLE IF NOT EXISTS m4 (x UInt8) ENGINE = MergeTree ORDER BY x');
    expect(await migrate(warehouse, [mended])).toEqual([904]);
  });

  test('out of order are refused', async () => {
    await expect(migrate(warehouse, [second, first])).rejects.toMatchObject({
      code: 'WAREHOUSE_MIGRATIONS_UNORDERED',
    });
  });

  test('that are missing stop a connection that may only read', async () => {
    await checkMigrated(warehouse, migrations);
    await expect(checkMigrated(warehouse, [...migrations, step(950)])).rejects.toMatchObject({
      code: 'WAREHOUSE_NOT_MIGRATED',
    });
  });

  test('are statements that the engine understands, for a cluster too', async () => {
    const cluster = { cluster: 'fm' };
    const statements = [...journal(cluster), ...migrations.flatMap((migration) => statementsOf(migration, cluster))];
    expect(statements.length).toBeGreaterThan(migrations.length);
    for (const statement of statements) {
      expect(statement).toMatch(/^(CREATE|ALTER) .* ON CLUSTER `fm` /s);
      await warehouse.command(`EXPLAIN AST ${statement}`);
    }
  });

  test('keep every row of a key on one shard, and read only what is there with it', () => {
    const spread = migrations.flatMap(({ steps }) => steps.flatMap(({ sharding }) => sharding ?? []));
    const byName = new Map(spread.map((sharding) => [sharding.name, sharding]));
    expect(spread.length).toBeGreaterThan(allTables.length);
    for (const { key, by, reads } of spread) {
      if (reads.length === 0) expect(key).toEqual(expect.arrayContaining([...by]));
      for (const read of reads) expect(byName.get(read)?.by).toEqual(by);
    }
  });

  test('have hashes that differ from one another', () => {
    expect(new Set(migrations.map(migrationHash)).size).toBe(migrations.length);
  });
});
