import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { draws } from '@fm/platform/testing';
import { startConverseServer, type ConverseServer } from '@fm/platform/bedrock/testing';
import { documentRatingsTable, openWarehouse, quarantineTable, tableContentHash, type Warehouse } from '@fm/warehouse';
import { processReportObject } from './load/process-object.ts';
import { pdfOf } from './testing/index.ts';
import { answerAnything, ownTestHome, toolOf, type TestHome } from './testing/home.ts';

const tables = [documentRatingsTable, quarantineTable];
const contentOf = (warehouse: Warehouse) => Promise.all(tables.map((table) => tableContentHash(warehouse, table)));

const documents: readonly (readonly [string, string | Uint8Array])[] = [
  [
    'reports/KO/annual-report/2024-02-20/a.txt',
    `Item 1. Business\n${'We sell. '.repeat(8000)}\fItem 7. Results\nWe grow.`,
  ],
  ['reports/KO/proxy-statement/2024-03-01/b.pdf', pdfOf('The directors are 61 years old.')],
  ['reports/KO/sustainability-report/2024-04-01/c.txt', 'Emissions fall.'],
  ['reports/KO/annual-report/2024-02-20/d.pdf', 'no pdf'],
  ['reports/PEP/quarterly-report/2024-04-20/e.txt', 'Refused by the guardrail.'],
];

let home: TestHome;
beforeAll(async () => {
  home = await ownTestHome();
  for (const [key, body] of documents) await home.store.putIfAbsent(key, body);
});
afterAll(() => home.end());

const reply: Parameters<typeof startConverseServer>[0] = (request) =>
  JSON.stringify(request.messages).includes('Refused')
    ? { status: 200, body: { output: {}, stopReason: 'guardrail_intervened' } }
    : answerAnything(request);

/** Processes everything in a process of its own. */
function processAll(server: ConverseServer, children: Set<ChildProcess>): Promise<number | null> {
  const script = fileURLToPath(new URL('./testing/process-all.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, home.folder, server.origin], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.add(child);
  return new Promise((resolve) => child.once('close', (code) => (children.delete(child), resolve(code))));
}

test('ten deliveries out of order, and processes killed at random moments, end in the same tables and pay for little twice', async () => {
  home.reply(reply);
  for (const [key] of documents) await processReportObject(home, key, home.clock.now());
  const [once, paid] = [await contentOf(home.warehouse), home.requests.length];
  for (let delivery = 0; delivery < 10; delivery += 1)
    for (const [key] of documents.toReversed()) await processReportObject(home, key, home.clock.now());
  expect(await contentOf(home.warehouse)).toEqual(once);
  expect(home.requests).toHaveLength(paid);
  expect(home.requests.filter((request) => toolOf(request).name === 'record_measures')).toHaveLength(3);
  await home.end();

  home = await ownTestHome();
  for (const [key, body] of documents) await home.store.putIfAbsent(key, body);
  await home.warehouse.close();
  const children = new Set<ChildProcess>();
  const random = draws(11);
  let killAt = 0;
  const server = await startConverseServer((request) => {
    if (server.requests.length === killAt)
      setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), random() * 30);
    return reply(request);
  });
  const kills = 6;
  let killed = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    killAt = server.requests.length + 1 + Math.floor(random() * 3);
    if ((await processAll(server, children)) === null) killed += 1;
  }
  expect(killed).toBeGreaterThanOrEqual(3);
  killAt = 0;
  expect(await processAll(server, children)).toBe(0);
  const asked = server.requests.length;
  expect(await processAll(server, children)).toBe(0);
  expect(server.requests).toHaveLength(asked);
  expect(asked).toBeLessThanOrEqual(paid + killed);
  await server.close();
  const reopened = await openWarehouse({ home: `${home.folder}/warehouse` });
  const ended = await contentOf(reopened);
  await reopened.close();
  expect(ended).toEqual(once);
}, 240_000);
