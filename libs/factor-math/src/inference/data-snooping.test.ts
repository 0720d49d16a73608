import { describe, expect, test } from '@jest/globals';
import { backtestOverfitting } from './backtest-overfitting.ts';
import { circularBootstrap, stationaryBootstrap } from './block-bootstrap.ts';
import { neweyWestMeanT } from './newey-west-mean.ts';
import { realityCheck, superiorAbility } from './reality-check.ts';
import { romanoWolf } from './romano-wolf.ts';
import { effectiveTrials, minimumBacktestYears } from './trial-counts.ts';
import { readReal, testWith } from '../testing/real-data.ts';
import { normals } from '../testing/random.ts';

const vectors = 'formula-truth/mining-statistics.json';

interface Vectors {
  readonly returns: readonly (readonly number[])[];
  readonly bootstrapIndices: readonly (readonly number[])[];
  readonly expected: {
    readonly whiteRealityCheckP: number;
    readonly hansenSpaStudentisedP: Readonly<Record<'lower' | 'consistent' | 'upper', number>>;
    readonly romanoWolfBootstrapTP: readonly number[];
    readonly neweyWestLag: number;
    readonly neweyWestT: readonly number[];
    readonly pbo: {
      readonly blocks: number;
      readonly splits: number;
      readonly value: number;
      readonly meanLogit: number;
    };
  };
}

function readVectors() {
  const { returns, bootstrapIndices, expected } = JSON.parse(readReal(vectors)) as Vectors;
  const series = returns[0].map((_, k) => Float64Array.from(returns, (row) => row[k]));
  const resampler = (b: number) => Int32Array.from(bootstrapIndices[b]);
  return { series, expected, resampling: { series, resampler, resamples: bootstrapIndices.length } };
}

describe('vectors of the mining statistics', () => {
  testWith(vectors)('White and Hansen', () => {
    const { resampling, expected } = readVectors();
    expect(realityCheck(resampling)).toBeCloseTo(expected.whiteRealityCheckP, 12);
    const found = superiorAbility(resampling);
    for (const kind of ['lower', 'consistent', 'upper'] as const)
      expect(found[kind]).toBeCloseTo(expected.hansenSpaStudentisedP[kind], 12);
  });

  // The vectors are written with ten to twelve digits.
  testWith(vectors)('Romano and Wolf by bootstrap-t, whose p-values are fractions of 251', () => {
    const { resampling, expected } = readVectors();
    const { t, pValues } = romanoWolf(resampling, expected.neweyWestLag);
    expected.romanoWolfBootstrapTP.forEach((p, k) => {
      expect(Math.round(pValues[k] * 251)).toBe(Math.round(p * 251));
      expect(pValues[k]).toBeCloseTo(Math.round(p * 251) / 251, 12);
      expect(Math.abs(t[k] - expected.neweyWestT[k])).toBeLessThan(5e-12);
    });
  });

  testWith(vectors)('the probability of back-test overfitting', () => {
    const { series, expected } = readVectors();
    const found = backtestOverfitting(series, expected.pbo.blocks);
    expect(found.splits).toBe(expected.pbo.splits);
    expect(found.probability).toBeCloseTo(expected.pbo.value, 12);
    expect(found.meanLogit).toBeCloseTo(expected.pbo.meanLogit, 12);
  });
});

function noise(count: number, sessions: number, seed: number): Float64Array[] {
  const normal = normals(seed);
  return Array.from({ length: count }, () => Float64Array.from({ length: sessions }, normal));
}

test('Romano and Wolf equal their definition with loops of its own, with holes in the series', () => {
  const series = noise(4, 60, 3).map((x, k) => x.map((value, t) => (t % 13 === k ? NaN : value + k * 0.2)));
  const resampler = stationaryBootstrap({ sessions: 60, meanBlock: 5, key: [1, 2] });
  const { pValues } = romanoWolf({ series, resampler, resamples: 99 }, 2);
  const drawn = Array.from({ length: 99 }, (_, b) =>
    series.map((x) => {
      const centre = average(x.filter((value) => !Number.isNaN(value)));
      const values = Float64Array.from(resampler(b), (t) => x[t]);
      return neweyWestMeanT(values, 2) * (1 - centre / average(values.filter((value) => !Number.isNaN(value))));
    }),
  );
  const t = series.map((x) => neweyWestMeanT(x, 2));
  const left = new Set(t.keys());
  let least = 0;
  for (const k of [...t.keys()].sort((a, b) => t[b] - t[a])) {
    const above = drawn.filter((row) => Math.max(...[...left].map((at) => row[at])) >= t[k]).length;
    least = Math.max(least, (1 + above) / 100);
    expect(pValues[k]).toBeCloseTo(least, 12);
    left.delete(k);
  }
});

function average(x: Float64Array): number {
  return x.reduce((sum, value) => sum + value, 0) / x.length;
}

test('Romano and Wolf keep their level over series that swing together, and find one that is above 0', () => {
  let declared = 0;
  let found = 0;
  const sets = 60;
  for (let seed = 0; seed < sets; seed++) {
    const common = noise(1, 200, 1000 + seed)[0];
    const series = noise(5, 200, seed).map((x) => x.map((value, t) => value + common[t]));
    const resampler = stationaryBootstrap({ sessions: 200, meanBlock: 5, key: [seed, 0] });
    const lag = 4;
    if (romanoWolf({ series, resampler, resamples: 199 }, lag).pValues.some((p) => p <= 0.05)) declared++;
    const planted = [series[0].map((value) => value + 0.5), ...series.slice(1)];
    if (romanoWolf({ series: planted, resampler, resamples: 199 }, lag).pValues[0] <= 0.05) found++;
  }
  expect(declared).toBeLessThanOrEqual(9);
  expect(found).toBeGreaterThan(sets * 0.9);
});

test('a series without variance is never declared', () => {
  const series = [new Float64Array(50).fill(1), new Float64Array(50).fill(NaN)];
  const resampler = circularBootstrap({ sessions: 50, meanBlock: 5, key: [0, 0] });
  expect([...romanoWolf({ series, resampler, resamples: 19 }, 3).pValues]).toEqual([1, 1]);
});

test('blocks of a bootstrap have their mean length, join the end to the beginning, and need no order', () => {
  const stationary = stationaryBootstrap({ sessions: 4000, meanBlock: 10, key: [5, 6] });
  const joined = stationary(7).filter((at, t, all) => t > 0 && at === (all[t - 1] + 1) % 4000).length;
  expect(joined / 4000).toBeGreaterThan(0.87);
  expect(joined / 4000).toBeLessThan(0.93);
  expect([...stationary(7)]).toEqual([...stationaryBootstrap({ sessions: 4000, meanBlock: 10, key: [5, 6] })(7)]);
  const circular = circularBootstrap({ sessions: 12, meanBlock: 4, key: [5, 6] })(0);
  expect([1, 2, 3].map((t) => (circular[t] - circular[t - 1] + 12) % 12)).toEqual([1, 1, 1]);
  expect(() => circularBootstrap({ sessions: 0, meanBlock: 4, key: [5, 6] })).toThrow(RangeError);
});

test('the minimum back-test length of 10,000 trials is 14.9 years', () => {
  expect(minimumBacktestYears(10_000)).toBeCloseTo(14.9, 1);
  expect(minimumBacktestYears(10_000, 2)).toBeCloseTo(minimumBacktestYears(10_000) / 4, 12);
});

test('copies of five unrelated series amount to five trials, and unrelated ones to all', () => {
  const five = noise(5, 4000, 11);
  const copies = Array.from({ length: 50 }, (_, k) => five[k % 5]);
  expect(effectiveTrials(copies, 50).ofSample).toBeCloseTo(5, 1);
  expect(effectiveTrials(copies, 5000).ofAll).toBeCloseTo(5.4, 0);
  expect(effectiveTrials(noise(20, 4000, 12), 20).ofAll).toBeGreaterThan(19);
});
