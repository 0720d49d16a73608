import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { toolUse } from '@fm/platform/bedrock/testing';
import { Quarantine } from '@fm/warehouse';
import { pdfOf } from '../testing/index.ts';
import { answerAnything, testHome, toolOf, type TestHome } from '../testing/home.ts';
import { ingestReports } from './ingest.ts';
import { processReportObject } from './process-object.ts';
import { replayReport } from './replay.ts';

let home: TestHome;
beforeEach(async () => {
  home = await testHome();
});
afterEach(() => home.end());

const entries = () => new Quarantine(home.warehouse).list({ state: 'open' });
const replay = async () => replayReport({ ...home, id: (await entries())[0]!.quarantine_id });
const label = { symbol: 'KO', kind: 'annual-report', published: '2024-02-20' };

test('a file that was repaired is read again under the label it was given', async () => {
  const path = join(home.folder, 'a.pdf');
  writeFileSync(path, 'no pdf');
  await ingestReports(home, { paths: [path], label });
  expect(await replay()).toMatchObject({ state: 'open', reason: expect.stringMatching(/^PDF_MALFORMED/) });
  writeFileSync(path, pdfOf('We grow.'));
  expect(await replay()).toEqual({ state: 'replayed', reason: '' });
  expect(await entries()).toEqual([]);
  const rows = await home.warehouse.query(
    'SELECT DISTINCT symbol, document_kind, toString(known_at) AS known FROM document_ratings FINAL',
  );
  expect(rows).toEqual([{ symbol: 'KO', document_kind: 'annual-report', known: '2024-02-21 05:00:00.000' }]);
});

test('an answer that could not be used is kept as it came, paid for once, and asked for again only by a replay', async () => {
  const key = 'reports/KO/proxy-statement/2024-03-01/proxy.txt';
  await home.store.putIfAbsent(key, 'The directors are old.');
  home.reply((request) =>
    toolOf(request).name === 'record_measures'
      ? { status: 200, body: { output: {}, stopReason: 'content_filtered' } }
      : answerAnything(request),
  );
  for (let delivery = 0; delivery < 10; delivery += 1)
    expect(await processReportObject(home, key, new Date())).toMatchObject({ fault: { code: 'BEDROCK_GUARDRAIL' } });
  expect(home.requests).toHaveLength(2);
  const kept: string[] = [];
  for await (const { key: name } of home.store.list('answers/refused/')) {
    kept.push((await home.store.get(name))!.body.toString());
  }
  expect(kept).toEqual([expect.stringContaining('content_filtered')]);

  expect(await replay()).toMatchObject({ state: 'open', reason: expect.stringMatching(/^BEDROCK_GUARDRAIL/) });
  expect(home.requests).toHaveLength(3);
  home.reply(answerAnything);
  expect(await replay()).toMatchObject({ state: 'replayed' });
  expect(await processReportObject(home, key, new Date())).toMatchObject({ status: 'unchanged', unchanged: 2 });
  expect(home.requests).toHaveLength(4);
});

test('an entry that is none, and one whose document is gone, are refused by name', async () => {
  await expect(replayReport({ ...home, id: 'none' })).rejects.toMatchObject({ code: 'REPORT_NO_ENTRY' });
  const path = join(home.folder, 'b.pdf');
  writeFileSync(path, 'no pdf');
  await ingestReports(home, { paths: [path], label });
  rmSync(path);
  await expect(replay()).rejects.toMatchObject({ code: 'REPORT_ORIGIN_GONE' });
});

test('documents read before one that cannot be read now are in, and a missing label is said before any is read', async () => {
  for (const name of ['a.txt', 'b.txt']) writeFileSync(join(home.folder, name), `We are ${name}.`);
  home.reply((request) =>
    JSON.stringify(request.messages).includes('b.txt')
      ? { status: 400, body: { message: 'down' } }
      : answerAnything(request),
  );
  const paths = ['a.txt', 'b.txt'].map((name) => join(home.folder, name));
  await expect(ingestReports(home, { paths, label })).rejects.toMatchObject({ code: 'BEDROCK_CALL_FAILED' });
  const count = 'SELECT toUInt32(count()) AS n FROM document_ratings FINAL';
  expect(await home.warehouse.query(count)).toEqual([{ n: 5 }]);
  const asked = home.requests.length;
  await expect(ingestReports(home, { paths })).rejects.toMatchObject({ code: 'REPORT_UNLABELLED', kind: 'usage' });
  expect(home.requests).toHaveLength(asked);
});

test('a range that the model breaks twice is kept with both answers', async () => {
  const key = 'reports/KO/proxy-statement/2024-03-01/ages.txt';
  await home.store.putIfAbsent(key, 'The directors are young.');
  const reading = { value: 5, summary: '', key_figures: [], change: '', reason: 'Because.' };
  home.reply((request) =>
    toolOf(request).name === 'record_measures'
      ? toolUse('record_measures', { BoardAge: reading, ExecutivePay: reading })
      : answerAnything(request),
  );
  expect(await processReportObject(home, key, new Date())).toMatchObject({ fault: { code: 'BEDROCK_INVALID' } });
  for await (const { key: name } of home.store.list('answers/refused/')) {
    expect(JSON.parse((await home.store.get(name))!.body.toString()).raw).toHaveLength(2);
  }
});
