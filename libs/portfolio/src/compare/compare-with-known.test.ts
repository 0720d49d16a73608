import { expect, test } from '@jest/globals';
import type { KnownFactors } from '../known/read-known-factors.ts';
import { compareWithKnown } from './compare-with-known.ts';
import { onKnownDates } from './on-known-dates.ts';

/** Numbers between -1 and 1 that depend on a seed. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 1_073_741_824 - 1;
  };
}

const dates = Array.from({ length: 600 }, (_, at) => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10));
const draw = draws(7);
const market = Float64Array.from(dates, () => draw() / 100);
const known: KnownFactors = {
  set: 'CAPM',
  frequency: 'day',
  names: ['Mkt-RF'],
  libraries: ['invented'],
  dates,
  series: [market],
};

test('alpha, loading, their t by cosines and the appraisal ratio are those of the textbook', () => {
  let error = 0;
  const values = market.map((value) => 0.001 + 0.5 * value + (error = 0.4 * error + draw() / 200));
  values[17] = NaN;
  const [found] = compareWithKnown(new Map([['A', { dates, values }]]), known).comparisons;
  // Ordinary least squares of two columns and the cosine sums of its scores, written out.
  const rows = dates.flatMap((_, t) => (Number.isNaN(values[t]) ? [] : [[values[t]!, market[t]!] as const]));
  const n = rows.length;
  const [my, mx] = [0, 1].map((k) => rows.reduce((sum, row) => sum + row[k]!, 0) / n) as [number, number];
  const sxx = rows.reduce((sum, [, x]) => sum + (x - mx) ** 2, 0);
  const beta = rows.reduce((sum, [y, x]) => sum + (x - mx) * (y - my), 0) / sxx;
  const alpha = my - beta * mx;
  const errors = rows.map(([y, x]) => y - alpha - beta * x);
  const weights = rows.map(([, x]) => [1 / n - (mx * (x - mx)) / sxx, (x - mx) / sxx] as const);
  const deviation = (k: 0 | 1): number => {
    let [squared, trace] = [0, 0];
    for (let j = 1; j <= Math.round(0.41 * n ** (2 / 3)); j++) {
      const e = weights.map((pair, t) => pair[k] * Math.sqrt(2 / n) * Math.cos((Math.PI * j * (t + 0.5)) / n));
      const [level, slope] = [0, 1].map((b) => e.reduce((sum, one, t) => sum + one * (b === 0 ? 1 : rows[t]![1]), 0));
      const fitted = level! ** 2 / n + (slope! - mx * level!) ** 2 / sxx;
      trace += e.reduce((sum, one) => sum + one * one, 0) - fitted;
      squared += e.reduce((sum, one, t) => sum + one * errors[t]!, 0) ** 2;
    }
    return Math.sqrt(((k === 0 ? 1 / n + (mx * mx) / sxx : 1 / sxx) / trace) * squared);
  };
  const s = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / (n - 2));
  expect(found!.observations).toBe(599);
  expect(found!.alpha).toBeCloseTo(alpha * 252, 12);
  expect(found!.loadings[0]!.beta).toBeCloseTo(beta, 12);
  expect(found!.alphaT).toBeCloseTo(alpha / deviation(0), 9);
  expect(found!.loadings[0]!.t).toBeCloseTo(beta / deviation(1), 7);
  expect(found!.appraisal).toBeCloseTo((alpha / s) * Math.sqrt(252), 9);
});

test('a factor that the known ones determine has no alpha, and one with few sessions has a reason', () => {
  const values = market.map((value) => 2 * value);
  const few = { dates: dates.slice(0, 20), values: market.slice(0, 20) };
  const { comparisons, joint } = compareWithKnown(
    new Map([
      ['twice', { dates, values }],
      ['few', few],
    ]),
    known,
  );
  expect(comparisons[0]).toMatchObject({ alphaT: null, alphaPValue: null, rSquared: 1 });
  expect(comparisons[1]).toMatchObject({ alpha: null, reason: 'too_few_observations', observations: 20 });
  expect(joint).toBeNull();
});

test('twins count once in the joint test', () => {
  const own = market.map(() => draw() / 100);
  const twin = own.map((value) => value * 1.1);
  const other = market.map(() => draw() / 100);
  const { joint } = compareWithKnown(
    new Map([
      ['own', { dates, values: own }],
      ['twin', { dates, values: twin }],
      ['other', { dates, values: other }],
    ]),
    known,
  );
  expect(joint).toMatchObject({ estimator: 'equal-weighted cosines, F', factors: ['own', 'other'], observations: 600 });
  // Of independent returns both tests say much the same.
  expect(Math.abs((joint?.statistic ?? 9) - (joint?.grsStatistic ?? 0))).toBeLessThan(0.5);
  expect(joint?.degrees[0]).toBe(2);
  expect(joint?.degrees[1]).toBeLessThan(64);
});

test('returns of sessions are compounded to the months that they fill', () => {
  const own = {
    dates: ['2020-01-15', '2020-01-31', '2020-02-03', '2020-02-28', '2020-03-02'],
    values: Float64Array.of(0.1, 0.1, 0.1, 0.2, 0.3),
  };
  const found = onKnownDates(own, ['2020-01-31', '2020-02-29', '2020-03-31'], 'month');
  expect(found[0]).toBeNaN();
  expect(found[1]).toBeCloseTo(1.1 * 1.2 - 1, 15);
  expect(found[2]).toBeNaN();
  const gap = { ...own, values: Float64Array.of(0.1, 0.1, NaN, 0.2, 0.3) };
  expect(onKnownDates(gap, ['2020-02-29'], 'month')[0]).toBeNaN();
});
