import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { libraryFormulas } from '@fm/factors';
import type { RunResults } from '@fm/results/read';
import { runFm } from '../testing/run-fm.ts';

const data = process.env['FM_REAL_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const withData = existsSync(join(data, 'companyfacts/trimmed')) ? describe : describe.skip;

withData('the libraries of filings on the Dow 30', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-libraries-'));

  beforeAll(() => {
    const facts = join(data, 'companyfacts');
    runFm(home, 'ingest', 'prices', join(data, 'prices/yahoo-csv'));
    const documents = ['company_tickers.json', 'submissions', 'full', 'trimmed'].map((name) => join(facts, name));
    const ingested = runFm(home, 'ingest', 'sec-filing', ...documents);
    if (ingested.status !== 0) throw new Error(ingested.stderr);
  }, 300_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test.each(['investment', 'issuance'])(
    'of %s are mined, and each signal has values',
    (library) => {
      const mined = runFm(home, 'mine', '--factors', `library:${library}`, '--format', 'json');
      if (mined.status !== 0) throw new Error(mined.stderr);
      const { summaries } = JSON.parse(mined.stdout) as RunResults;
      const wanted = libraryFormulas(library)?.formulas.map(({ name }) => name) ?? [];
      expect(new Set(summaries.map(({ factor }) => factor))).toEqual(new Set(wanted));
      const valued = new Set(summaries.filter(({ coverage }) => coverage.maxStocks > 0).map(({ factor }) => factor));
      expect(wanted.filter((name) => !valued.has(name))).toEqual([]);
    },
    900_000,
  );
});
