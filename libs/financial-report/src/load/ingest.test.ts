import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FmError } from '@fm/platform';
import { knownRatings, Quarantine } from '@fm/warehouse';
import { pdfWithoutLetters } from '../testing/index.ts';
import { readingOf, testHome, type TestHome } from '../testing/home.ts';
import { ingestReports } from './ingest.ts';
import { keptAnswerOf, readRecordedAnswer } from './recorded-answer.ts';

let home: TestHome;
beforeEach(async () => {
  home = await testHome();
  mkdirSync(join(home.folder, 'reports'));
});
afterEach(() => home.end());

const recorded = (over: Record<string, unknown> = {}) => ({
  format: 'fm.report-answer.v1',
  symbol: 'AAA',
  kind: 'proxy-statement',
  published: '2021-03-01T21:00:00Z',
  synthetic: true,
  model: 'demonstration',
  scored_at: '2021-03-01T22:00:00Z',
  reading: { BoardAge: readingOf(60.5), ExecutivePay: readingOf(1e7) },
  ...over,
});

function put(name: string, text: string, answer?: unknown): void {
  const path = join(home.folder, 'reports', name);
  writeFileSync(path, text);
  if (answer !== undefined)
    writeFileSync(`${path}.answer.json`, typeof answer === 'string' ? answer : JSON.stringify(answer));
}

test('recorded answers stand in for the model; a broken one is set aside and the others continue', async () => {
  put('a.txt', 'Directors of AAA.', recorded());
  put(
    'b.txt',
    'Directors of BBB.',
    recorded({ symbol: 'BBB', reading: { BoardAge: readingOf(600), ExecutivePay: readingOf(1) } }),
  );
  put('c.txt', 'Directors of CCC.', '{');
  put('d.txt', 'Directors of DDD.', recorded({ symbol: 'DDD' }));
  const paths = [join(home.folder, 'reports')];
  const processed = await ingestReports({ ...home, model: undefined }, { paths });
  expect(processed.map(({ status, fault }) => fault?.code ?? status)).toEqual([
    'loaded',
    'REPORT_ANSWER_INVALID',
    'REPORT_ANSWER_INVALID',
    'loaded',
  ]);
  const known = await knownRatings(home.warehouse, { symbols: ['AAA', 'BBB', 'CCC', 'DDD'], until: Date.now() });
  expect(
    known.map(({ symbol, rating, value, knownAt }) => [symbol, rating, value, new Date(knownAt).toISOString()]),
  ).toEqual([
    ['AAA', 'BoardAge', 60.5, '2021-03-01T21:00:00.000Z'],
    ['AAA', 'ExecutivePay', 1e7, '2021-03-01T21:00:00.000Z'],
    ['DDD', 'BoardAge', 60.5, '2021-03-01T21:00:00.000Z'],
    ['DDD', 'ExecutivePay', 1e7, '2021-03-01T21:00:00.000Z'],
  ]);
  expect(await new Quarantine(home.warehouse).list()).toHaveLength(2);
  const again = await ingestReports({ ...home, model: undefined }, { paths });
  expect(again.map(({ status }) => status)).toEqual(['unchanged', 'quarantined', 'quarantined', 'unchanged']);
  expect(home.requests).toHaveLength(0);
});

test('a document without recorded answer is read by the model, under the label of the caller', async () => {
  put('x.txt', 'Page one.\fPage two.');
  const paths = [join(home.folder, 'reports', 'x.txt')];
  const label = { symbol: 'XXX', kind: 'sustainability-report', published: '2022-06-01' };
  expect(await ingestReports(home, { paths, label })).toEqual([
    expect.objectContaining({ status: 'loaded', added: 1, paid: true }),
  ]);
  await expect(ingestReports(home, { paths })).rejects.toMatchObject({ code: 'REPORT_UNLABELLED' });
});

test('a PDF whose font gives no letters has no text, whether or not there is a model', async () => {
  const path = join(home.folder, 'reports', 'letters.pdf');
  writeFileSync(path, pdfWithoutLetters('Directors of AAA.'.repeat(5), 'Directors of AAA.'.repeat(5)));
  const label = { symbol: 'AAA', kind: 'annual-report', published: '2022-06-01' };
  const processed = await ingestReports({ ...home, model: undefined }, { paths: [path], label });
  expect(processed.map(({ status, fault }) => [status, fault?.code])).toEqual([['quarantined', 'PDF_NO_TEXT']]);
});

test('1,000 mutated answer files: a valid reading or REPORT_ANSWER_INVALID', () => {
  const label = { symbol: 'AAA', kind: 'proxy-statement' as const, knownAt: new Date(0), synthetic: true };
  const document = { uri: 'a.txt', bytes: Buffer.from('x'), label };
  const mutation = fc.tuple(fc.nat(400), fc.nat(20), fc.string({ maxLength: 5 }));
  const text = JSON.stringify(recorded());
  let valid = 0;
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
      const mutated = mutations.reduce((from, [at, cut, by]) => from.slice(0, at) + by + from.slice(at + cut), text);
      try {
        const { answer } = keptAnswerOf(readRecordedAnswer(mutated, 'a'), document, 'a');
        const { BoardAge, ExecutivePay } = answer.reading;
        for (const value of [BoardAge!.value, ExecutivePay!.value]) {
          expect(value === null || (Number.isFinite(value) && value >= 0 && value <= 1e11)).toBe(true);
        }
        valid += 1;
      } catch (error) {
        if (!(error instanceof FmError)) throw error;
        expect(error.code).toBe('REPORT_ANSWER_INVALID');
      }
    }),
    { seed: 9, numRuns: 1_000 },
  );
  expect(valid).toBeGreaterThan(20);
});
