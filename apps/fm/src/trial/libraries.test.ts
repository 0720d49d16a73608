import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formulaFactor, libraryFormulas, listLibraries } from '@fm/factors';
import { everyCaseOr } from '@fm/platform/testing';
import type { RunResults } from '@fm/results/read';
import { runFm } from '../testing/run-fm.ts';

const data = process.env['FM_REAL_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const withData = existsSync(join(data, 'companyfacts/trimmed')) ? describe : describe.skip;

/** Every library but the second form of the 158, which differs from the first in its warm-up only. */
const everyLibrary = listLibraries()
  .map(({ name }) => name)
  .filter((name) => name !== 'alpha158-min1');
/** Inputs that the real data do not have: the real filings and prices come without short interest and groups. */
const without: ReadonlySet<string> = new Set(['sharesShort', 'group']);

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

  test.each(everyCaseOr(everyLibrary, ['investment', 'issuance']))(
    'of %s are mined, and each signal has values',
    (library) => {
      const mined = runFm(home, 'mine', '--factors', `library:${library}`, '--format', 'json');
      if (mined.status !== 0) throw new Error(mined.stderr);
      const { summaries } = JSON.parse(mined.stdout) as RunResults;
      const formulas = formulasOf(library);
      expect(new Set(summaries.map(({ factor }) => factor))).toEqual(new Set(formulas.map(({ name }) => name)));
      const valued = new Set(summaries.filter(({ coverage }) => coverage.maxStocks > 0).map(({ factor }) => factor));
      const withInputs = formulas.filter((one) => !formulaFactor(one).inputs.some((input) => without.has(input)));
      expect(withInputs.map(({ name }) => name).filter((name) => !valued.has(name))).toEqual([]);
    },
    1_800_000,
  );

  test.each(everyCaseOr(everyLibrary, ['issuance']))(
    'of %s are held to their look-back, to the future, to later splits, to other stocks and to the cut',
    (library) => {
      const verified = runFm(home, 'verify', `library:${library}`, '--days', '1', '--format', 'json');
      expect(verified).toMatchObject({ status: 0 });
      const found = JSON.parse(verified.stdout) as { factor: string; violations: object[] }[];
      expect(found.map(({ factor }) => factor).sort()).toEqual(
        formulasOf(library)
          .map(({ name }) => name)
          .sort(),
      );
      expect(found.filter(({ violations }) => violations.length > 0)).toEqual([]);
    },
    1_800_000,
  );
});

function formulasOf(library: string) {
  return libraryFormulas(library)?.formulas ?? [];
}
