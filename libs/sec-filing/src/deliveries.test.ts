import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { bundled, draws, everyCaseOr } from '@fm/platform/testing';
import { documentKey } from './keys.ts';
import { extractObject } from './extract.ts';
import { accession, madeCompany, submissions } from './testing/documents.ts';
import { contentOf, openWorkbench, type Workbench } from './testing/workbench.ts';

const filings = Array.from({ length: 16 }, (_, n) => {
  const year = 2017 + Math.floor(n / 4);
  const [filed, accepted] = [
    [`${year}-05-04`, `${year}-05-03T20:31:00.000Z`],
    [`${year}-08-03`, `${year}-08-03T10:31:00.000Z`],
    [`${year}-11-02`, `${year}-11-01T20:31:00.000Z`],
    [`${year + 1}-02-12`, `${year + 1}-02-11T22:31:00.000Z`],
  ][n % 4] as [string, string];
  return { accn: accession(n), form: n % 4 === 3 ? '10-K' : '10-Q', filed, accepted };
});

const documents: readonly (readonly [string, unknown])[] = [
  ['CIK0000000001', madeCompany(1)],
  ['CIK0000000001-index', submissions(1, filings)],
  ['CIK0000000002', madeCompany(2)],
  ['tickers', { 0: { cik_str: 1, ticker: 'MADE', title: 'Made' }, 1: { cik_str: 2, ticker: 'TWO', title: 'Two' } }],
  ['broken', '{'],
];

async function store(bench: Workbench): Promise<string[]> {
  const keys: string[] = [];
  for (const [name, document] of documents) {
    const body = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
    const key = documentKey('ingested', name, body);
    await bench.objectStore.putIfAbsent(key, body, { received: '2022-03-01T12:00:00.000Z' });
    keys.push(key);
  }
  return keys;
}

/** What the tables hold after each document was delivered once, in order. */
async function deliveredOnce(bench: Workbench): Promise<Record<string, string>> {
  for (const key of await store(bench)) await extractObject({ ...bench, key });
  const content = await contentOf(bench.warehouse);
  await bench.clear();
  return content;
}

test('each document delivered ten times, in parallel and out of order, leaves the same tables', async () => {
  const bench = await openWorkbench();
  const expected = await deliveredOnce(bench);
  for (const seed of everyCaseOr([1, 2], [1])) {
    const random = draws(seed);
    const keys = await store(bench);
    const deliveries = Array.from({ length: 10 }, () => keys)
      .flat()
      .map((key) => ({ key, order: random() }))
      .sort((a, b) => a.order - b.order);
    const statuses = await Promise.all(
      deliveries.map(async ({ key }) => (await extractObject({ ...bench, key })).status),
    );
    expect(statuses).toHaveLength(50);
    expect(await contentOf(bench.warehouse)).toEqual(expected);
    await bench.clear();
  }
  await bench.end();
}, 240_000);

test('killed at random points and started again, the tables end the same', async () => {
  const bench = await openWorkbench();
  const expected = await deliveredOnce(bench);
  await store(bench);
  await bench.warehouse.close();
  const script = bundled(fileURLToPath(new URL('./testing/extract-all.ts', import.meta.url)));
  const run = (killAfterMs?: number) => {
    const child = spawn(process.execPath, [script, bench.folder], { stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    if (killAfterMs !== undefined) void wait(killAfterMs).then(() => child.kill('SIGKILL'));
    return ended;
  };
  const random = draws(4);
  const kills = everyCaseOr([6], [4])[0] as number;
  for (let kill = 0; kill < kills; kill += 1) await run(400 + random() * 900);
  expect(await run()).toBe(0);
  const reopened = await openWorkbench(bench.folder);
  expect(await contentOf(reopened.warehouse)).toEqual(expected);
  await reopened.end();
}, 240_000);
