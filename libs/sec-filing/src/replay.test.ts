import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Quarantine } from '@fm/warehouse';
import { extractObject } from './extract.ts';
import { documentKey } from './keys.ts';
import { source } from './read-document.ts';
import { replayFiling } from './replay.ts';
import { accession, companyFacts, type MadeRow } from './testing/documents.ts';
import { openWorkbench, type Workbench } from './testing/workbench.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench.end());

const row: MadeRow = { end: '2020-12-31', val: 1, accn: accession(1), form: '10-K', filed: '2021-02-01' };

async function extract(document: unknown): Promise<string> {
  const body = Buffer.from(JSON.stringify(document));
  const key = documentKey('ingested', 'x', body);
  await bench.objectStore.putIfAbsent(key, body);
  await extractObject({ ...bench, key });
  return key;
}

test('a row that is still unusable stays open with its reason, and is there once', async () => {
  await extract(companyFacts(1, { Assets: [row, { ...row, end: 'yesterday' }] }));
  const quarantine = new Quarantine(bench.warehouse);
  const [entry] = await quarantine.list({ source });
  expect(entry).toMatchObject({ location: 'us-gaap/Assets/USD[1]', code: 'FACT_INVALID', state: 'open' });
  expect(JSON.parse(entry?.payload ?? '')).toMatchObject({ end: 'yesterday' });
  const replay = await replayFiling({ ...bench, id: entry?.quarantine_id ?? '' });
  expect(replay).toEqual({ state: 'open', reason: 'FACT_INVALID: end is not a date' });
  expect(await quarantine.list({ source })).toHaveLength(1);
});

test('an entry that current rules would not make is replayed', async () => {
  const uri = await extract(companyFacts(2, { Assets: [row] }));
  const quarantine = new Quarantine(bench.warehouse);
  const old = {
    source,
    uri,
    location: 'us-gaap/Assets/USD[0]',
    code: 'FACT_STRANGE',
    message: 'an old rule',
    payload: '',
  };
  await quarantine.put([old]);
  const [entry] = await quarantine.list({ source, code: 'FACT_STRANGE' });
  const id = entry?.quarantine_id ?? '';
  expect(await replayFiling({ ...bench, id })).toEqual({ state: 'replayed', reason: '' });
  expect(await quarantine.get(id)).toMatchObject({ state: 'replayed' });
});

test('an entry that is none, or of another collector, is refused', async () => {
  await expect(replayFiling({ ...bench, id: 'none' })).rejects.toMatchObject({ code: 'FILING_NO_ENTRY' });
});

test('objects that are not documents are passed over', async () => {
  await bench.objectStore.putIfAbsent('refused/sec-filing/x', '<html>');
  expect(await extractObject({ ...bench, key: 'refused/sec-filing/x' })).toMatchObject({ status: 'unchanged' });
  await expect(extractObject({ ...bench, key: 'sec-filing/none' })).rejects.toMatchObject({ code: 'FILING_NO_OBJECT' });
});
