import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { bedrockModel } from '@fm/platform/bedrock';
import { startConverseServer, toolUse, type RecordedReply } from '@fm/platform/bedrock/testing';
import { Quarantine } from '@fm/warehouse';
import { modelScorer } from '../scoring/bedrock.ts';
import { lexiconScorer } from '../scoring/lexicon.ts';
import { testHome, type TestHome } from '../testing/home.ts';
import { ingestArticles } from './ingest.ts';
import { loadArticleObject } from './load-object.ts';
import { replayArticles } from './replay.ts';

let home: TestHome;
beforeEach(async () => {
  home = await testHome();
});
afterEach(() => home.end());

const clock = fixedClock('2025-12-02T12:00:00Z');
const deps = () => ({ ...home, scorer: lexiconScorer, clock });
const article = { url: 'https://example.com/a', title: 'Good', content: 'Good.', published_date: '2025-12-01' };

const entries = () => new Quarantine(home.warehouse).list();
const stateOf = async (id: string) => (await new Quarantine(home.warehouse).get(id))?.state;
const articles = () => home.warehouse.query('SELECT symbol, title FROM articles FINAL ORDER BY title');

test('a file is read again once it is repaired, and its entry is closed', async () => {
  const path = join(home.folder, 'a.json');
  writeFileSync(path, '{"results": [');
  await ingestArticles(deps(), { paths: [path], symbol: 'A' });
  const [entry] = await entries();
  const id = entry!.quarantine_id;
  expect(await replayArticles({ ...deps(), id })).toMatchObject({
    state: 'open',
    reason: expect.stringMatching(/not JSON/),
  });
  writeFileSync(
    path,
    JSON.stringify({
      format: 'fm.searches.v1',
      searches: [{ symbol: 'A', collected_at: '2025-12-01T12:00:00Z', response: { results: [article] } }],
    }),
  );
  expect(await replayArticles({ ...deps(), id })).toEqual({ state: 'replayed', reason: '' });
  expect(await stateOf(id)).toBe('replayed');
  expect(await articles()).toEqual([{ symbol: 'A', title: 'Good' }]);
});

test('a result that is still unusable stays open; one that is usable now goes in, under the symbol it was searched for', async () => {
  const path = join(home.folder, 'b.json');
  const broken = [
    { ...article, published_date: 'yesterday' },
    { ...article, url: 'https://example.com/b', title: 7 },
  ];
  writeFileSync(path, JSON.stringify({ results: broken }));
  await ingestArticles(deps(), { paths: [path], symbol: 'B' });
  const byCode = new Map((await entries()).map((entry) => [entry.code, entry.quarantine_id]));
  writeFileSync(path, JSON.stringify({ results: [broken[0], { ...article, title: 'Mended' }] }));
  expect(await replayArticles({ ...deps(), id: byCode.get('ARTICLE_UNDATED')! })).toMatchObject({ state: 'open' });
  expect(await replayArticles({ ...deps(), id: byCode.get('ARTICLE_MALFORMED')! })).toMatchObject({
    state: 'replayed',
  });
  expect(await articles()).toEqual([{ symbol: 'B', title: 'Mended' }]);
});

test('a collected response is read again from the store', async () => {
  const key = 'web-search/tavily/V/2025-12-01/x.json';
  await home.store.putIfAbsent(key, '<html>', { symbol: 'V', 'collected-at': '2025-12-01T22:00:00Z' });
  await loadArticleObject(deps(), key);
  const [entry] = await entries();
  expect(await replayArticles({ ...deps(), id: entry!.quarantine_id })).toMatchObject({ state: 'open' });
});

test('an answer that could not be used is asked for again, and only then', async () => {
  let reply: RecordedReply = { status: 200, body: { output: {}, stopReason: 'guardrail_intervened' } };
  const server = await startConverseServer(() => reply);
  const scoring = { ...deps(), scorer: modelScorer(bedrockModel(server.client, 'us.amazon.nova-micro-v1:0')) };
  const key = 'web-search/tavily/V/2025-12-01/y.json';
  const body = JSON.stringify({ results: [article] });
  await home.store.putIfAbsent(key, body, { symbol: 'V', 'collected-at': '2025-12-01T22:00:00Z' });
  for (let delivery = 0; delivery < 10; delivery += 1) await loadArticleObject(scoring, key);
  expect(server.requests).toHaveLength(1);
  const kept = 'SELECT score, reason, raw_answer FROM article_sentiment FINAL';
  expect(await home.warehouse.query(kept)).toEqual([
    { score: null, reason: 'BEDROCK_GUARDRAIL', raw_answer: expect.stringContaining('guardrail_intervened') },
  ]);
  const [entry] = await entries();
  const id = entry!.quarantine_id;
  expect(await replayArticles({ ...scoring, id })).toMatchObject({
    state: 'open',
    reason: expect.stringMatching(/GUARDRAIL/),
  });
  reply = toolUse('record_sentiment', { score: 0.25, reason: 'Because.' });
  expect(await replayArticles({ ...scoring, id })).toMatchObject({ state: 'replayed' });
  expect(await home.warehouse.query(kept)).toMatchObject([{ score: 0.25, reason: '' }]);
  await loadArticleObject(scoring, key);
  expect(server.requests).toHaveLength(3);
  await server.close();
});

test('an entry that is none, and one whose response is gone, are refused by name', async () => {
  await expect(replayArticles({ ...deps(), id: 'none' })).rejects.toMatchObject({ code: 'SEARCH_NO_ENTRY' });
  const path = join(home.folder, 'c.json');
  writeFileSync(path, '{');
  await ingestArticles(deps(), { paths: [path], symbol: 'C' });
  rmSync(path);
  const [entry] = await entries();
  await expect(replayArticles({ ...deps(), id: entry!.quarantine_id })).rejects.toMatchObject({
    code: 'SEARCH_ORIGIN_GONE',
  });
});
