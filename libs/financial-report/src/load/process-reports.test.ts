import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { toolUse } from '@fm/platform/bedrock/testing';
import { documentRatingsTable, knownRatings, Quarantine, tableContentHash } from '@fm/warehouse';
import { pdfOf } from '../testing/index.ts';
import { answerAnything, readingOf, testHome, textOf, toolOf, type TestHome } from '../testing/home.ts';
import { labelOf } from './document.ts';
import { processReportObject } from './process-object.ts';
import { processReport } from './process-reports.ts';

let home: TestHome;
beforeEach(async () => {
  home = await testHome();
});
afterEach(() => home.end());

const published = labelOf({ symbol: 'AAPL', kind: 'annual-report', published: '2022-10-28' }, new Date(), 'x');
const document = (...pages: string[]) => ({ uri: 'a.pdf', bytes: pdfOf(...pages), label: published });
const measuring = () => home.requests.filter((request) => toolOf(request).name === 'record_measures');

describe('processReport', () => {
  test('stores five ratings with document, model, prompt version and the moment they count from', async () => {
    const processed = await processReport(home, document('Item 1. Business', 'We grow.'));
    expect(processed).toMatchObject({ status: 'loaded', added: 5, paid: true });
    const rows = await home.warehouse.query(
      'SELECT rating, value, unit, model, document_kind, toString(known_at) AS known, length(document_hash) AS hash, key_figures FROM document_ratings FINAL ORDER BY rating',
    );
    expect(rows).toHaveLength(5);
    expect(rows[0]).toEqual({
      rating: 'CEOS',
      value: 5,
      unit: '0-10',
      model: 'us.amazon.nova-pro-v1:0',
      document_kind: 'annual-report',
      known: '2022-10-29 05:00:00.000',
      hash: '64',
      key_figures: '["1 USD"]',
    });
    const close = (day: string) => Date.parse(`${day}T20:00:00Z`);
    const known = (until: number) => knownRatings(home.warehouse, { symbols: ['AAPL'], until });
    expect(await known(close('2022-10-28'))).toEqual([]);
    expect(await known(close('2022-10-31'))).toHaveLength(5);
  });

  test('keeps every raw answer, its usage and its hashes beside the reading', async () => {
    await processReport(home, document('We grow.'));
    const [{ answer_key }] = (await home.warehouse.query<{ answer_key: string }>(
      'SELECT answer_key FROM document_ratings LIMIT 1',
    )) as [{ answer_key: string }];
    const kept = JSON.parse((await home.store.get(answer_key))!.body.toString());
    expect(kept.answers).toHaveLength(2);
    expect(kept.answers[1]).toMatchObject({
      usage: { inputTokens: 100, outputTokens: 10 },
      promptHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      inputHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(kept.answers[1].raw)).toContain('tool_use');
  });

  test('the same document is paid for once, under whatever name and however often it comes', async () => {
    await processReport(home, document('We grow.'));
    const once = await tableContentHash(home.warehouse, documentRatingsTable);
    const paid = home.requests.length;
    for (let delivery = 0; delivery < 10; delivery += 1) {
      const again = await processReport(home, document('We grow.'));
      expect(again).toMatchObject({ status: 'unchanged', unchanged: 5, paid: false });
    }
    expect(home.requests).toHaveLength(paid);
    expect(await tableContentHash(home.warehouse, documentRatingsTable)).toBe(once);
  });

  test('ten parallel deliveries pay once; who comes too early is told to come again', async () => {
    const deliveries = await Promise.allSettled(
      Array.from({ length: 10 }, () => processReport(home, document('We grow.'))),
    );
    const codes = deliveries.map((one) => (one.status === 'rejected' ? one.reason.code : 'done'));
    expect(new Set(codes.filter((code) => code !== 'done'))).toEqual(new Set(['REPORT_IN_PROGRESS']));
    expect(measuring()).toHaveLength(1);
    expect(await processReport(home, document('We grow.'))).toMatchObject({ paid: false });
    expect(await home.warehouse.query('SELECT count() AS n FROM document_ratings FINAL')).toEqual([{ n: '5' }]);
  });

  test('a call that fails is thrown and tried again, without paying twice for the sections that were read', async () => {
    home.reply((request) =>
      toolOf(request).name === 'record_measures' ? { status: 400, body: { message: 'down' } } : answerAnything(request),
    );
    await expect(processReport(home, document('We grow.'))).rejects.toMatchObject({ code: 'BEDROCK_CALL_FAILED' });
    home.reply(answerAnything);
    expect(await processReport(home, document('We grow.'))).toMatchObject({ status: 'loaded', paid: true });
    expect(home.requests.filter((request) => toolOf(request).name === 'record_findings')).toHaveLength(1);
  });

  test('a rating outside its range is repaired once; a second one puts the document aside', async () => {
    const wrong = {
      ...Object.fromEntries(['CEOS', 'ESGI', 'MTCI', 'RISK', 'STTG'].map((name) => [name, readingOf(5)])),
      RISK: readingOf(11),
    };
    home.reply((request) =>
      toolOf(request).name === 'record_measures' ? toolUse('record_measures', wrong) : answerAnything(request),
    );
    const processed = await processReport(home, document('We grow.'));
    expect(processed).toMatchObject({ status: 'quarantined', fault: { code: 'BEDROCK_INVALID' } });
    expect(measuring()).toHaveLength(2);
    expect(JSON.stringify(measuring()[1]!.messages)).toContain('/RISK/value must lie between 0 and 10');
    expect(await new Quarantine(home.warehouse).list()).toHaveLength(1);
    expect(await home.warehouse.query('SELECT count() AS n FROM document_ratings')).toEqual([{ n: '0' }]);
  });

  test('a measure that the document does not support is null with a reason, and no rating is known from it', async () => {
    home.reply((request) => {
      if (toolOf(request).name !== 'record_measures') return answerAnything(request);
      return toolUse('record_measures', { BoardAge: readingOf(null), ExecutivePay: readingOf(41_000_000) });
    });
    const label = labelOf(
      { symbol: 'AAPL', kind: 'proxy-statement', published: '2023-01-12T21:31:00Z' },
      new Date(),
      'x',
    );
    await processReport(home, { ...document('Directors'), label });
    const known = await knownRatings(home.warehouse, { symbols: ['AAPL'], until: Date.now() });
    expect(known.map(({ rating, value }) => [rating, value])).toEqual([['ExecutivePay', 41_000_000]]);
    expect(await home.warehouse.query(`SELECT value, reason FROM document_ratings WHERE rating = 'BoardAge'`)).toEqual([
      { value: null, reason: 'Because.' },
    ]);
  });

  test('a locked or scanned document is set aside with its reason, and no model is asked', async () => {
    const processed = await processReport(home, { ...document(), bytes: Buffer.from('no pdf') });
    expect(processed).toMatchObject({ status: 'quarantined', fault: { code: 'PDF_MALFORMED' } });
    expect(home.requests).toHaveLength(0);
  });

  test('without a model an unread document is refused with the way out', async () => {
    await expect(processReport({ ...home, model: undefined }, document('x'))).rejects.toMatchObject({
      code: 'REPORT_NO_MODEL',
    });
  });
});

test('an object is labelled by its metadata, else by its key', async () => {
  const bytes = pdfOf('We grow.');
  const key = 'reports/MSFT/annual-report/2023-07-27/10k.pdf';
  await home.store.putIfAbsent(key, bytes);
  expect(await processReportObject(home, key, new Date())).toMatchObject({ added: 5 });
  await home.store.putIfAbsent('inbox/a.pdf', pdfOf('Directors'), {
    symbol: 'KO',
    kind: 'proxy-statement',
    published: '2024-03-01',
  });
  expect(await processReportObject(home, 'inbox/a.pdf', new Date())).toMatchObject({ added: 2 });
  await home.store.putIfAbsent('inbox/b.pdf', bytes);
  await expect(processReportObject(home, 'inbox/b.pdf', new Date())).rejects.toMatchObject({
    code: 'REPORT_UNLABELLED',
  });
  expect(await processReportObject(home, 'inbox/gone.pdf', new Date())).toBeUndefined();
  await home.store.putIfAbsent('reports/HD/plain.pdf', pdfOf('FORM 10-K'));
  expect(await processReportObject(home, 'reports/HD/plain.pdf', new Date())).toMatchObject({ added: 5 });
  await home.store.putIfAbsent('reports/HD/locked.pdf', 'no pdf');
  expect(await processReportObject(home, 'reports/HD/locked.pdf', new Date())).toMatchObject({ status: 'quarantined' });
});

const reports = `${process.env['FM_REAL_DATA'] ?? new URL('../../../../../shared/data', import.meta.url).pathname}/reports-pdf`;

(existsSync(reports) ? test : test.skip)(
  'a real annual report reaches the model whole: the first page and the last',
  async () => {
    const bytes = readFileSync(`${reports}/APPLE_2022_10K.pdf`);
    await processReport(home, { uri: 'APPLE_2022_10K.pdf', bytes, label: published });
    const read = home.requests.filter((request) => toolOf(request).name === 'record_findings').map(textOf);
    const { pages } = await home.reader.read(bytes);
    for (const page of pages) {
      const words = page.trim().slice(0, 60).split('\n')[0]!;
      expect(read.some((text) => text.includes(words))).toBe(true);
    }
    const [final] = measuring();
    expect(
      textOf(final!)
        .split('\n')
        .filter((line) => line.startsWith('{')),
    ).toHaveLength(read.length);
  },
);
