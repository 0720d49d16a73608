import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeDemonstrationMarket } from '@fm/demonstration';
import { ingestPrices } from '@fm/market-data';
import { mine, readRequest } from '@fm/mining';
import { readResults, type RunResults } from '@fm/results/read';
import { localObjectStore } from '@fm/object-store';
import { systemClock } from '@fm/platform';
import { createLogger } from '@fm/platform/logger';
import { ingestFilings } from '@fm/sec-filing';
import { serveDashboard, type ServedDashboard } from '@fm/visualization';
import { clusterHome, embeddedHome, servesClickhouse, type TestHome } from '@fm/warehouse/testing';
import { ingestArticles, lexiconScorer } from '@fm/web-search';

const factors = 'ROC20,RSI14,CurrentRatio,PB,AvgSentiment14,SMB';
const titled = servesClickhouse() ? describe : describe.skip;

titled('the product on a ClickHouse cluster of two shards (skipped where ffi-rs is not installed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fm-cluster-'));
  let homes: { readonly one: TestHome; readonly cluster: TestHome };
  let results: { one: RunResults; cluster: RunResults };

  beforeAll(async () => {
    const market = await writeDemonstrationMarket(folder, { stocks: 12, start: '2019-01-02', end: '2020-12-31' });
    homes = { one: await embeddedHome(), cluster: await clusterHome() };
    const run = async ({ warehouse }: TestHome, name: string): Promise<RunResults> => {
      await ingestPrices({ warehouse, paths: [market.prices] });
      const objectStore = localObjectStore(join(folder, name));
      await ingestFilings({ warehouse, objectStore, paths: [market.filings] });
      await ingestArticles({ warehouse, scorer: lexiconScorer, clock: systemClock }, { paths: [market.news] });
      const request = readRequest({ universe: 'demonstration', ranges: 'yearly', factors, weighting: 'cap' });
      const plan = await mine({ warehouse, request, clock: systemClock, codeVersion: 'test' });
      return readResults(warehouse, plan.runId);
    };
    results = { one: await run(homes.one, 'one'), cluster: await run(homes.cluster, 'cluster') };
  }, 600_000);

  afterAll(async () => {
    await homes.one.end();
    await homes.cluster.end();
    rmSync(folder, { recursive: true, force: true });
  });

  test('spreads the rows over its shards', async () => {
    const shards = await homes.cluster.warehouse.query('SELECT DISTINCT _shard_num FROM prices');
    expect(shards).toHaveLength(2);
  });

  test('mines the numbers that one server mines, to the last bit', () => {
    expect(results.one.summaries.length).toBeGreaterThan(0);
    expect(results.cluster.run.id).toBe(results.one.run.id);
    expect(results.cluster.summaries).toEqual(results.one.summaries);
    expect(results.cluster.details).toEqual(results.one.details);
  });

  test.each(['filing_facts_known', 'fundamentals', 'article_scores', 'prices_latest'])(
    'gives the same rows in the view %s',
    async (name) => {
      const sums = ({ warehouse }: TestHome) =>
        warehouse.query(`SELECT count() AS rows, sum(cityHash64(* EXCEPT version)) AS hash FROM ${name}`);
      const [one] = (await sums(homes.one)) as { rows: string }[];
      expect(Number(one?.rows)).toBeGreaterThan(0);
      expect(await sums(homes.cluster)).toEqual([one]);
    },
  );

  test('is shown by the dashboard as one server is', async () => {
    const logger = createLogger('test', 'silent');
    const serve = ({ warehouse }: TestHome) => serveDashboard({ warehouse, logger, host: '127.0.0.1', port: 0 });
    const [one, cluster] = await Promise.all([serve(homes.one), serve(homes.cluster)]);
    try {
      const paths = await pathsOf(one, { run: results.one.run.id, factor: 'ROC20' });
      expect(paths.length).toBeGreaterThan(10);
      for (const path of paths) expect([path, await bodyOf(cluster, path)]).toEqual([path, await bodyOf(one, path)]);
    } finally {
      await Promise.all([one.close(), cluster.close()]);
    }
  });
});

/** Every path that the dashboard documents, with its parameters filled in. */
async function pathsOf({ url }: ServedDashboard, values: Readonly<Record<string, string>>): Promise<string[]> {
  const { paths } = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as { paths: Record<string, unknown> };
  return Object.keys(paths).map((path) => path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name));
}

/** What a path answers, without when and how fast things were done. */
async function bodyOf({ url }: ServedDashboard, path: string): Promise<unknown> {
  const answer = await fetch(url + path);
  const text = await answer.text();
  if (!answer.headers.get('content-type')?.includes('json')) return answer.status;
  const timeless = (key: string, value: unknown) =>
    /At$|time|duration|seconds|elapsed|host|version|updated|last|newest/i.test(key) ? undefined : value;
  return [answer.status, JSON.parse(text, timeless)];
}
