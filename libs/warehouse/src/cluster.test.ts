import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Warehouse } from './contract.ts';
import { openWarehouse } from './open.ts';
import { serverSettings } from './settings.ts';
import { loadSymbol, rowsPerSymbol } from './testing/load-symbol.ts';
import { startCluster, type TestCluster } from './testing/clickhouse/front.ts';
import { clusterName, servesClickhouse } from './testing/clickhouse/servers.ts';

const titled = servesClickhouse() ? describe : describe.skip;

titled('a cluster of two shards (skipped where ffi-rs is not installed)', () => {
  let cluster: TestCluster;
  let warehouse: Warehouse;
  const symbols = 8;

  beforeAll(async () => {
    cluster = await startCluster(2);
    warehouse = await openWarehouse({ url: cluster.url }, { CLICKHOUSE_CLUSTER: clusterName });
  }, 60_000);

  afterAll(async () => {
    await warehouse.close();
    await cluster.end();
  });

  const onNode = async (node: number, sql: string): Promise<string> =>
    (await fetch(`${cluster.nodes[node]?.url}/`, { method: 'POST', body: sql })).text();

  test('is given the settings that make it answer like one server', async () => {
    const rows = await warehouse.query<{ name: string; value: string }>(
      'SELECT name, value FROM system.settings WHERE name IN {names:Array(String)}',
      { names: Object.keys(serverSettings) },
    );
    const given = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
    expect(given).toEqual(
      Object.fromEntries(Object.entries(serverSettings).map(([name, value]) => [name, `${value}`])),
    );
  });

  test('has every row of an insert in its shard when the insert returns, each key on one shard', async () => {
    for (let delivery = 0; delivery < 2; delivery++)
      for (let symbol = 0; symbol < symbols; symbol++) await loadSymbol(warehouse, symbol);
    const parts = await Promise.all(
      [0, 1].map((node) =>
        onNode(node, 'SELECT uniqExact(symbol), count() FROM prices_local FINAL FORMAT JSONCompact'),
      ),
    );
    const counts = parts.map((text) => (JSON.parse(text) as { data: [[string, string]] }).data[0].map(Number));
    expect(counts.every(([known]) => (known as number) > 0)).toBe(true);
    expect(counts.reduce((sum, [known]) => sum + (known as number), 0)).toBe(symbols);
    expect(counts.reduce((sum, [, rows]) => sum + (rows as number), 0)).toBe(symbols * rowsPerSymbol);
  });

  test('joins rows of different shards', async () => {
    const join = `SELECT count() AS pairs FROM prices_latest AS a
      INNER JOIN (SELECT symbol, date FROM prices_latest) AS b ON a.date = b.date
      WHERE a.symbol = 'S0'`;
    expect(await warehouse.query(join)).toEqual([{ pairs: String(symbols * rowsPerSymbol) }]);
    expect(await onNode(0, join)).toContain('DISTRIBUTED_IN_JOIN_SUBQUERY_DENIED');
  });

  test('reads through a view no more than the condition asks for', async () => {
    const read = async (sql: string): Promise<number> => {
      const { headers } = await fetch(`${cluster.nodes[0]?.url}/?wait_end_of_query=1`, { method: 'POST', body: sql });
      return Number((JSON.parse(headers.get('x-clickhouse-summary') ?? '{}') as { read_rows: string }).read_rows);
    };
    const table = await read("SELECT count() FROM prices FINAL WHERE symbol = 'S0'");
    expect(await read("SELECT count() FROM prices_latest WHERE symbol = 'S0'")).toBeLessThanOrEqual(table);
  });

  test('with a shard down answers with an error, never with the rows of the others', async () => {
    const query = 'SELECT count() AS rows FROM prices';
    await expect(warehouse.query(query)).resolves.toHaveLength(1);
    await cluster.nodes[1]?.end();
    const rest = await openWarehouse({ url: cluster.nodes[0]?.url as string, readonly: true }, {});
    await expect(rest.query(query)).rejects.toMatchObject({ code: 'WAREHOUSE_STATEMENT_FAILED' });
    await rest.close();
  });
});
