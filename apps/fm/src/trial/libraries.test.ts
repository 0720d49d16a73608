import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { libraryFormulas, listLibraries } from '@fm/factors';
import { everyCaseOr } from '@fm/platform/testing';
import type { RunResults } from '@fm/results/read';
import { runFm } from '../testing/run-fm.ts';

const data = process.env['FM_REAL_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const withData = existsSync(join(data, 'companyfacts/trimmed')) ? describe : describe.skip;

const all = listLibraries().map(({ name }) => name);
const libraries = everyCaseOr(all, ['investment', 'issuance']);

/** What no file of the real data holds: these signals have no value on the Dow 30. */
const withoutInputs = ['short-selling', 'value.AdExp'];

withData('the libraries on the Dow 30', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-libraries-'));

  beforeAll(() => {
    const facts = join(data, 'companyfacts');
    runFm(home, 'ingest', 'prices', join(data, 'prices/yahoo-csv'));
    const documents = ['company_tickers.json', 'submissions', 'full', 'trimmed'].map((name) => join(facts, name));
    const ingested = runFm(home, 'ingest', 'sec-filing', ...documents);
    if (ingested.status !== 0) throw new Error(ingested.stderr);
  }, 300_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test.each(libraries)(
    'of %s are mined, and each signal that has its inputs has values',
    (library) => {
      const mined = runFm(home, 'mine', '--factors', `library:${library}`, '--format', 'json');
      if (mined.status !== 0) throw new Error(mined.stderr);
      const { summaries } = JSON.parse(mined.stdout) as RunResults;
      const wanted = libraryFormulas(library)?.formulas.map(({ name }) => name) ?? [];
      expect(new Set(summaries.map(({ factor }) => factor))).toEqual(new Set(wanted));
      const valued = new Set(summaries.filter(({ coverage }) => coverage.maxStocks > 0).map(({ factor }) => factor));
      const missing = wanted.filter((name) => !valued.has(name));
      expect(missing.filter((name) => !withoutInputs.some((one) => name.startsWith(one)))).toEqual([]);
    },
    900_000,
  );

  test.each(libraries)(
    'of %s do not see the future',
    (library) => {
      const verified = runFm(home, 'verify', `library:${library}`, '--format', 'json');
      expect(verified).toMatchObject({ status: 0 });
    },
    900_000,
  );
});
