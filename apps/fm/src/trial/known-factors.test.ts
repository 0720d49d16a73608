import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ComparedRun } from '@fm/portfolio';
import { holdHomes } from '../testing/hold-homes.ts';
import { runFm } from '../testing/run-fm.ts';

const data = process.env['FM_REAL_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const prices = join(data, 'prices/yahoo-csv');
const french = join(data, 'fama-french/michaelshpan-MIT/F-F_Research_Data_5_Factors_2x3_daily.csv');
const momentum = join(data, 'fama-french/michaelshpan-MIT/F-F_Momentum_Factor_daily.csv');
const withData = existsSync(prices) && existsSync(french) && existsSync(momentum) ? describe : describe.skip;

withData('RSI14 on the 30 real DJIA files, 2000-2023, against the five factors of K. French', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-known-'));
  const fm = (...args: string[]): string => {
    const { status, stdout, stderr } = runFm(home, ...args);
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  holdHomes([home]);
  beforeAll(() => {
    fm('ingest', 'prices', prices);
    fm('ingest', 'factor-returns', french, momentum);
    const sample = ['--from', '2000-01-01', '--to', '2023-12-31', '--ranges', '2000-01-01..2023-12-31'];
    fm('mine', '--factors', 'RSI14,ROC20', '--weighting', 'equal', ...sample);
  }, 240_000);

  test('has an alpha of -9.2 % a year, t -2.9 by a textbook HAC and -2.6 by cosines, as loops over the exported returns have to 1e-9', () => {
    const { comparisons, known } = JSON.parse(fm('compare', '--known', 'FF5', '--format', 'json')) as ComparedRun;
    expect(known).toMatchObject({ frequency: 'day', names: ['Mkt-RF', 'SMB', 'HML', 'RMW', 'CMA'] });
    const found = comparisons.find(({ factor }) => factor === 'RSI14')!;
    const byDate = exported(fm('export', 'factor-returns'), 'RSI14');
    const rows = readFileSync(french, 'utf8')
      .split(/\r?\n/)
      .filter((line) => /^\d{8},/.test(line))
      .map((line) => line.split(',').map((field) => field.trim()))
      .map(([day, ...values]) => [`${day!.slice(0, 4)}-${day!.slice(4, 6)}-${day!.slice(6)}`, values] as const)
      .filter(([day]) => byDate.has(day))
      .map(([day, values]) => ({
        y: byDate.get(day)!,
        x: [1, ...values.slice(0, 5).map((text) => Number(text) / 100)],
      }));
    const { coefficients, t, neweyWest, rSquared, appraisal } = textbookRegression(rows);
    expect(found.observations).toBe(rows.length);
    expectClose(found.alpha, coefficients[0]! * 252);
    expectClose(found.alphaT, t[0]!);
    expectClose(found.alphaNeweyWestT, neweyWest);
    found.loadings.forEach((loading, at) => {
      expectClose(loading.beta, coefficients[at + 1]!);
      expectClose(loading.t, t[at + 1]!);
    });
    expectClose(found.rSquared, rSquared);
    expectClose(found.appraisal, appraisal);
    expect(found.alpha).toBeCloseTo(-0.092, 3);
    expect(found.alphaNeweyWestT).toBeCloseTo(-2.94, 2);
    expect(found.alphaT).toBeCloseTo(-2.64, 2);
  });

  test('is shown in the report of the factor, a line for each set', () => {
    const report = fm('report', 'RSI14');
    expect(report).toMatch(/CAPM +-8\.5% +-7\.0%[^]*FF5 +-8\.5% +-9\.2%[^]*FF5\+momentum +-8\.5% +-9\.2%/);
    const json = JSON.parse(fm('report', 'RSI14', '--format', 'json')) as { knownFactors: ComparedRun[] };
    expect(json.knownFactors.map(({ known }) => known.set)).toEqual(['CAPM', 'FF3', 'FF5', 'FF5+momentum']);
  });

  test('a set that was not loaded at a frequency is refused with the way out', () => {
    const refused = runFm(home, 'compare', '--known', 'FF5', '--frequency', 'month');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('fm ingest factor-returns');
  });
});

function exported(csv: string, factor: string): Map<string, number> {
  const [header, ...rows] = csv.trim().split('\n');
  const names = header!.replaceAll('"', '').split(',');
  return new Map(
    rows
      .map((row) => row.replaceAll('"', '').split(','))
      .filter((fields) => fields[names.indexOf('factor')] === factor)
      .map((fields) => [fields[names.indexOf('date')]!, Number(fields[names.indexOf('factor_return')])]),
  );
}

/** Normal equations by Gauss and Jordan, the errors by equal-weighted cosines and by the Bartlett sandwich, from loops. */
function textbookRegression(rows: readonly { readonly y: number; readonly x: readonly number[] }[]) {
  const n = rows.length;
  const k = rows[0]!.x.length;
  const each = Array.from({ length: k }, (_, a) => a);
  const cross = each.map((a) => each.map((b) => rows.reduce((sum, { x }) => sum + x[a]! * x[b]!, 0)));
  const inverse = inverted(cross);
  const moments = each.map((a) => rows.reduce((sum, { x, y }) => sum + x[a]! * y, 0));
  const coefficients = each.map((a) => each.reduce((sum, b) => sum + inverse[a]![b]! * moments[b]!, 0));
  const errors = rows.map(({ x, y }) => y - each.reduce((sum, a) => sum + coefficients[a]! * x[a]!, 0));
  const cosines = Math.min(64, Math.round(0.41 * n ** (2 / 3)));
  const t = each.map((a) => {
    const weights = rows.map(({ x }) => each.reduce((sum, b) => sum + inverse[a]![b]! * x[b]!, 0));
    let [squared, trace] = [0, 0];
    for (let j = 1; j <= cosines; j++) {
      const e = weights.map((weight, s) => weight * Math.sqrt(2 / n) * Math.cos((Math.PI * j * (s + 0.5)) / n));
      const onX = each.map((b) => rows.reduce((sum, { x }, s) => sum + x[b]! * e[s]!, 0));
      const fitted = each.reduce(
        (sum, b) => sum + onX[b]! * each.reduce((i, c) => i + inverse[b]![c]! * onX[c]!, 0),
        0,
      );
      trace += e.reduce((sum, one) => sum + one * one, 0) - fitted;
      squared += e.reduce((sum, one, s) => sum + one * errors[s]!, 0) ** 2;
    }
    return coefficients[a]! / Math.sqrt((inverse[a]![a]! / trace) * squared);
  });
  const scores = rows.map(({ x }, s) => errors[s]! * each.reduce((sum, b) => sum + inverse[0]![b]! * x[b]!, 0));
  const lag = Math.floor(4 * (n / 100) ** (2 / 9));
  let variance = 0;
  for (let l = 0; l <= lag; l++)
    for (let s = l; s < n; s++) variance += (l === 0 ? 1 : 2 * (1 - l / (lag + 1))) * scores[s]! * scores[s - l]!;
  const neweyWest = coefficients[0]! / Math.sqrt(variance);
  const mean = rows.reduce((sum, { y }) => sum + y, 0) / n;
  const squares = errors.reduce((sum, e) => sum + e * e, 0);
  const rSquared = 1 - squares / rows.reduce((sum, { y }) => sum + (y - mean) ** 2, 0);
  const appraisal = (coefficients[0]! / Math.sqrt(squares / (n - k))) * Math.sqrt(252);
  return { coefficients, t, neweyWest, rSquared, appraisal };
}

function inverted(matrix: readonly (readonly number[])[]): number[][] {
  const k = matrix.length;
  const work = matrix.map((row, a) => [...row, ...row.map((_, b) => (a === b ? 1 : 0))]);
  for (let a = 0; a < k; a++) {
    const pivot = work[a]![a]!;
    work[a] = work[a]!.map((value) => value / pivot);
    for (let b = 0; b < k; b++) {
      const times = work[b]![a]!;
      if (b !== a) work[b] = work[b]!.map((value, c) => value - times * work[a]![c]!);
    }
  }
  return work.map((row) => row.slice(k));
}

/** Relative 1e-9. */
function expectClose(actual: number | null, expected: number): void {
  expect(Math.abs((actual ?? NaN) / expected - 1)).toBeLessThan(1e-9);
}
