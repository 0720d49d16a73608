import { expect, test } from '@jest/globals';
import { inverse, multiply, transpose } from '../testing/plain-matrices.ts';
import { normals, uniforms } from '../testing/random.ts';
import { attributeReturn, attributeRisk, exposuresOf } from './attribution.ts';
import { explainReturns } from './cross-sectional-model.ts';
import { ledoitWolf } from './ledoit-wolf.ts';
import { weightedCovariance, weightedVariance } from './weighted-covariance.ts';

const stocks = 40;
const industries = 3;

/** Dummies of three industries, and two styles. */
function inventedExposures(seed: number): Float64Array[] {
  const normal = normals(seed);
  const dummies = Array.from({ length: industries }, (_, k) =>
    Float64Array.from({ length: stocks }, (__, i) => (i % industries === k ? 1 : 0)),
  );
  return [...dummies, ...[0, 1].map(() => Float64Array.from({ length: stocks }, normal))];
}

const series = (count: number, days: number, seed: number): Float64Array[] => {
  const normal = normals(seed);
  const common = Float64Array.from({ length: days }, normal);
  return Array.from({ length: count }, (_, k) =>
    Float64Array.from({ length: days }, (__, t) => 0.01 * (normal() + k * common[t] + (t > 0 ? common[t - 1] : 0))),
  );
};

test('factor returns are those of the normal equations, and a stock that lacks something takes no part', () => {
  const [normal, draw] = [normals(1), uniforms(2)];
  const exposures = inventedExposures(3);
  const returns = Float64Array.from({ length: stocks }, () => 0.02 * normal());
  const weights = Float64Array.from({ length: stocks }, () => 0.2 + draw());
  returns[4] = NaN;
  exposures[3][7] = NaN;
  const found = explainReturns(returns, exposures, weights)!;
  const there = Array.from({ length: stocks }, (_, i) => i).filter((i) => i !== 4 && i !== 7);
  expect(found.stocks).toBe(there.length);
  const x = there.map((i) => exposures.map((row) => row[i]));
  const weighed = x.map((row, at) => row.map((value) => value * weights[there[at]]));
  const expected = multiply(
    inverse(multiply(transpose(weighed), x)),
    multiply(
      transpose(weighed),
      there.map((i) => [returns[i]]),
    ),
  );
  found.factors.forEach((value, k) => expect(value).toBeCloseTo(expected[k][0], 12));
  there.forEach((i, at) =>
    expect(found.specific[i]).toBeCloseTo(
      returns[i] - x[at].reduce((sum, value, k) => sum + value * expected[k][0], 0),
      12,
    ),
  );
  expect([found.specific[4], found.specific[7]]).toEqual([NaN, NaN]);
});

test('an industry without a stock has no return, and too few stocks or dependent exposures explain nothing', () => {
  const returns = Float64Array.from({ length: stocks }, normals(4));
  const exposures = inventedExposures(5);
  const empty = explainReturns(returns, [...exposures, new Float64Array(stocks)])!;
  expect(empty.factors.at(-1)).toBe(0);
  expect(empty.factors.slice(0, -1)).toEqual(explainReturns(returns, exposures)!.factors);
  expect(explainReturns(returns, [...exposures, exposures[4]])).toBeUndefined();
  expect(explainReturns(returns.slice(0, 5), inventedExposures(6))).toBeUndefined();
});

test.each([[{ halfLife: 20 }], [{ halfLife: 50, lag: 3 }]])(
  'the covariance with %j is that of sums over pairs of sessions',
  (memory) => {
    const given = series(3, 120, 7);
    const days = 120;
    const raw = Array.from({ length: days }, (_, t) => 0.5 ** ((days - 1 - t) / memory.halfLife));
    const total = raw.reduce((sum, weight) => sum + weight, 0);
    const means = given.map((x) => x.reduce((sum, value, t) => sum + (raw[t] / total) * value, 0));
    const found = weightedCovariance(given, memory);
    const lag = 'lag' in memory ? memory.lag : 0;
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 3; b++) {
        let expected = 0;
        for (let s = 0; s < days; s++)
          for (let t = 0; t < days; t++) {
            const apart = Math.abs(s - t);
            if (apart > lag) continue;
            const weight = (raw[Math.max(s, t)] / total) * (1 - apart / (lag + 1));
            expected += weight * (given[a][s] - means[a]) * (given[b][t] - means[b]);
          }
        expect(found[a * 3 + b]).toBeCloseTo(expected, 14);
      }
  },
);

test('the variance of a series leaves out what is missing', () => {
  const halved = 0.5 ** (1 / 10);
  const found = weightedVariance(Float64Array.of(0.02, NaN, -0.01), { halfLife: 10 });
  expect(found).toBeCloseTo((halved ** 2 * 0.0004 + 0.0001) / (halved ** 2 + 1), 15);
  expect(weightedVariance(Float64Array.of(NaN), { halfLife: 10 })).toBeNaN();
});

test('the shrinkage of Ledoit and Wolf is that of the distances of single sessions, and conditions the covariance', () => {
  const [k, n] = [6, 25];
  const given = series(k, n, 8);
  const { values, shrinkage } = ledoitWolf(given);
  const centred = given.map((x) => x.map((value) => value - x.reduce((sum, one) => sum + one, 0) / n));
  const sample = (a: number, b: number): number =>
    centred[a].reduce((sum, value, t) => sum + value * centred[b][t], 0) / n;
  const level = given.reduce((sum, _, a) => sum + sample(a, a), 0) / k;
  const pairs = Array.from({ length: k * k }, (_, at) => [Math.floor(at / k), at % k] as const);
  const apart = pairs.reduce((sum, [a, b]) => sum + (sample(a, b) - (a === b ? level : 0)) ** 2, 0) / k;
  let noise = 0;
  for (let t = 0; t < n; t++)
    noise += pairs.reduce((sum, [a, b]) => sum + (centred[a][t] * centred[b][t] - sample(a, b)) ** 2, 0) / k;
  const expected = Math.min(noise / n ** 2, apart) / apart;
  expect(shrinkage).toBeCloseTo(expected, 12);
  expect(shrinkage).toBeGreaterThan(0.01);
  pairs.forEach(([a, b]) =>
    expect(values[a * k + b]).toBeCloseTo((1 - expected) * sample(a, b) + (a === b ? expected * level : 0), 15),
  );
});

test('return and risk of a book split over factors add up to the whole', () => {
  const normal = normals(9);
  const exposures = inventedExposures(10);
  const returns = Float64Array.from({ length: stocks }, () => 0.02 * normal());
  const weights = Float64Array.from({ length: stocks }, () => normal() / stocks);
  const { factors, specific } = explainReturns(returns, exposures)!;
  const own = exposuresOf(weights, exposures);
  const whole = weights.reduce((sum, weight, i) => sum + weight * returns[i], 0);
  const split = attributeReturn(whole, own, factors);
  expect(split.specific).toBeCloseTo(
    weights.reduce((sum, weight, i) => sum + weight * specific[i], 0),
    14,
  );
  expect(Math.abs(split.factors.reduce((sum, value) => sum + value, split.specific) - whole)).toBeLessThan(1e-12);

  const covariance = weightedCovariance(series(exposures.length, 300, 11), { halfLife: 90, lag: 2 });
  const variances = Float64Array.from({ length: stocks }, () => 0.0004 * normal() ** 2);
  const risk = attributeRisk(weights, own, covariance, variances);
  let variance = 0;
  for (let i = 0; i < stocks; i++)
    for (let j = 0; j < stocks; j++) {
      let shared = i === j ? variances[i] : 0;
      for (let a = 0; a < exposures.length; a++)
        for (let b = 0; b < exposures.length; b++)
          shared += exposures[a][i] * covariance[a * exposures.length + b] * exposures[b][j];
      variance += weights[i] * shared * weights[j];
    }
  expect(risk.whole).toBeCloseTo(Math.sqrt(variance), 12);
  expect(Math.abs(risk.factors.reduce((sum, value) => sum + value, risk.specific) - risk.whole)).toBeLessThan(1e-12);
});
