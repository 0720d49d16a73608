import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { bundled, draws, everyCaseOr } from '@fm/platform/testing';
import { articlesTable, articleSentimentTable, openWarehouse, quarantineTable, tableContentHash } from '@fm/warehouse';
import { lexiconScorer } from './scoring/lexicon.ts';
import { loadArticleObject } from './load/load-object.ts';
import { ownTestHome, type TestHome } from './testing/home.ts';

const tables = [articlesTable, articleSentimentTable, quarantineTable];
const clock = fixedClock('2025-12-05T00:00:00Z');
const objects = 15;

let home: TestHome;
beforeAll(async () => {
  home = await ownTestHome();
  for (let at = 0; at < objects; at += 1) await home.store.putIfAbsent(keyOf(at), bodyOf(at), labelOf(at));
});
afterAll(() => home.end());

const keyOf = (at: number) => `web-search/tavily/S${at % 3}/2025-12-01/${String(at).padStart(2, '0')}.json`;
const labelOf = (at: number) => ({ symbol: `S${at % 3}`, 'collected-at': `2025-12-01T${10 + (at % 12)}:00:00Z` });

/** Articles that several searches found with different titles, one of no date, and every seventh no JSON at all. */
function bodyOf(at: number): string {
  if (at % 7 === 6) return '{"results": [';
  const found = [0, 1, 2, 3].map((article) => ({
    url: `https://example.com/${(at + article) % 6}`,
    title: `Good growth, told ${at}`,
    content: 'Profit rises.',
    published_date: article === 3 ? 'yesterday' : '2025-11-30',
  }));
  return JSON.stringify({ results: found });
}

/** What the tables hold, and the views that count. */
const contentOf = async (warehouse: TestHome['warehouse']): Promise<string[]> => [
  ...(await Promise.all(tables.map((table) => tableContentHash(warehouse, table)))),
  JSON.stringify(await warehouse.query('SELECT * FROM article_scores ORDER BY symbol, article_id')),
  JSON.stringify(await warehouse.query('SELECT * FROM daily_sentiment ORDER BY symbol, date')),
];

async function deliver(keys: readonly string[]): Promise<string[]> {
  for (const { name } of tables) await home.warehouse.command('TRUNCATE TABLE {name:Identifier}', { name });
  const deps = { ...home, scorer: lexiconScorer, clock };
  for (let start = 0; start < keys.length; start += 10)
    await Promise.all(keys.slice(start, start + 10).map((key) => loadArticleObject(deps, key)));
  return contentOf(home.warehouse);
}

/** Loads everything in a process of its own; killed some milliseconds after it loaded so many objects. */
async function loadAll(turn: number, killAfter = Infinity, laterMs = 0): Promise<number | null> {
  const script = bundled(fileURLToPath(new URL('./testing/load-all.ts', import.meta.url)));
  const child = spawn(process.execPath, [script, home.folder, String(turn)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let lines = 0;
  createInterface({ input: child.stdout }).on('line', () => {
    lines += 1;
    if (lines === killAfter) setTimeout(() => child.kill('SIGKILL'), laterMs);
  });
  return new Promise((resolve) => child.once('close', resolve));
}

test('each object delivered ten times in parallel and out of order, or by processes that are killed, ends the same', async () => {
  const keys = Array.from({ length: objects }, (_, at) => keyOf(at));
  const once = await deliver(keys);
  const random = draws(7);
  const shuffled = Array.from({ length: 10 * objects }, (_, at) => ({ key: keys[at % objects]!, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ key }) => key);
  expect(await deliver(shuffled)).toEqual(once);

  for (const { name } of tables) await home.warehouse.command('TRUNCATE TABLE {name:Identifier}', { name });
  await home.warehouse.close();
  const kills = everyCaseOr([8], [5])[0] as number;
  let killed = 0;
  for (let turn = 0; turn < kills; turn += 1) {
    // The first line says that the warehouse is open.
    const ended = await loadAll(turn, 1 + Math.floor(random() * objects), random() * 25);
    if (ended === null) killed += 1;
  }
  expect(killed).toBeGreaterThan(kills / 2);
  expect(await loadAll(kills)).toBe(0);
  const reopened = await openWarehouse({ home: `${home.folder}/warehouse` });
  const ended = await contentOf(reopened);
  await reopened.close();
  expect(ended).toEqual(once);
}, 240_000);
