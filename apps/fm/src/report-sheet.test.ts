import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { holdHomes } from './testing/hold-homes.ts';
import { runFm } from './testing/run-fm.ts';

const patience = 300_000;

describe('the tear sheet of a factor on the command line', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-sheet-'));
  const file = join(home, 'roc.html');
  let sheet: string;

  holdHomes([home], wavePrices(6, '2020-01-01', 193));
  beforeAll(() => {
    const mined = runFm(home, 'mine', '--factors', 'ROC20', '--holdout', '2020-09-01..2020-09-25');
    expect(mined).toMatchObject({ status: 0 });
    const { status, stderr } = runFm(home, 'report', 'roc20', '--html', file);
    expect([status, stderr]).toEqual([0, expect.stringContaining(`the tear sheet is in ${file}`)]);
    sheet = readFileSync(file, 'utf8');
  }, patience);

  test('has the panels of the page, and needs nothing else', () => {
    for (const id of ['quantile-wealth', 'ic-decay', 'rank-autocorrelation', 'leg-turnover', 'cumulative', 'ic'])
      expect(sheet).toContain(`<section class="panel" id="${id}">`);
    expect(sheet).not.toMatch(/<script|<link|src=|url\((?!#)|https?:\/\/(?!www\.w3\.org)/);
  });

  test('holds no day of a hold-out that is sealed', () => {
    // The note of the run names the hold-out; no number is of it.
    const numbers = [...sheet.matchAll(/<td>(2020-\d\d-\d\d)<\/td>/g)].map(([, day]) => day as string);
    expect(numbers.length).toBeGreaterThan(100);
    expect(numbers.filter((day) => day >= '2020-09-01')).toEqual([]);
  });

  test('is refused before any work where it cannot be written', () => {
    const { status, stdout, stderr } = runFm(home, 'report', 'ROC20', '--html', join(home, 'nowhere', 'roc.html'));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('OUTPUT_FOLDER_MISSING');
  });
});
