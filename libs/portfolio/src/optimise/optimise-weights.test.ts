import { expect, test } from '@jest/globals';
import { objectiveOf, projectedGradient } from '../testing/projected-gradient.ts';
import { optimiseWeights, type WeightProblem } from './optimise-weights.ts';

function found(problem: WeightProblem): number[] {
  const solution = optimiseWeights(problem);
  if (!solution.ok) throw new Error(`not found: ${JSON.stringify(solution)}`);
  return Array.from(solution.weights);
}

function expectClose(weights: readonly number[], expected: readonly number[], digits = 10): void {
  expect(weights).toHaveLength(expected.length);
  weights.forEach((weight, i) => expect(weight).toBeCloseTo(expected[i] as number, digits));
}

const longs = (count: number): Int8Array => new Int8Array(count).fill(1);
const diagonal = (...variances: number[]): Float64Array =>
  Float64Array.from({ length: variances.length ** 2 }, (_, at) =>
    at % (variances.length + 1) === 0 ? (variances[at / (variances.length + 1)] as number) : 0,
  );

/** Uniform numbers between 0 and 1 of a linear congruential generator. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

/** A market with one factor, betas about 1 and specific variances. */
function oneFactor(seed: number, k: number): Float64Array {
  const draw = uniforms(seed);
  const beta = Array.from({ length: k }, () => 0.4 + 1.2 * draw());
  const own = Array.from({ length: k }, () => 0.02 + 0.2 * draw());
  return Float64Array.from({ length: k * k }, (_, at) => {
    const [i, j] = [Math.floor(at / k), at % k];
    return 0.03 * (beta[i] as number) * (beta[j] as number) + (i === j ? (own[i] as number) : 0);
  });
}

test('minimum variance of two stocks is the closed form', () => {
  const covariance = Float64Array.of(0.04, 0.006, 0.006, 0.09);
  const first = (0.09 - 0.006) / (0.04 + 0.09 - 2 * 0.006);
  expectClose(found({ covariance, sides: longs(2) }), [first, 1 - first], 14);
});

test('mean-variance of two stocks is the closed form', () => {
  const covariance = Float64Array.of(0.04, 0.006, 0.006, 0.09);
  const first = ((0.05 - 0.08) / 4 + 0.09 - 0.006) / (0.04 + 0.09 - 2 * 0.006);
  const weights = found({ covariance, sides: longs(2), expected: Float64Array.of(0.05, 0.08), aversion: 4 });
  expectClose(weights, [first, 1 - first], 14);
});

test('minimum variance without a binding bound is the inverse times ones', () => {
  const covariance = Float64Array.of(4, 1, 0.5, 1, 3, 0.4, 0.5, 0.4, 2);
  const rows = [0, 1, 2].map((i) => [...covariance.slice(3 * i, 3 * i + 3), 1]);
  for (const [i, row] of rows.entries())
    for (const other of rows)
      if (other !== row) {
        const times = (other[i] as number) / (row[i] as number);
        row.forEach((value, j) => (other[j] = (other[j] as number) - times * value));
      }
  const solved = rows.map((row, i) => (row[3] as number) / (row[i] as number));
  const sum = solved.reduce((total, value) => total + value, 0);
  expectClose(
    found({ covariance, sides: longs(3) }),
    solved.map((value) => value / sum),
    13,
  );
});

test('what a binding limit on a stock takes goes to the others as their variances say', () => {
  const covariance = diagonal(1, 2, 4);
  expectClose(found({ covariance, sides: longs(3) }), [4 / 7, 2 / 7, 1 / 7], 14);
  expectClose(found({ covariance, sides: longs(3), most: 0.5 }), [1 / 2, 1 / 3, 1 / 6], 14);
});

test('a binding limit on a group is kept, and stocks without a group share one', () => {
  const covariance = diagonal(1, 2, 4);
  expectClose(found({ covariance, sides: longs(3), groups: [5, 5, 2], mostOfGroup: 0.6 }), [0.4, 0.2, 0.4], 14);
  expectClose(found({ covariance, sides: longs(3), groups: [NaN, -1, 2], mostOfGroup: 0.6 }), [0.4, 0.2, 0.4], 14);
});

test('a limit on turnover stops on the way to the minimum', () => {
  const covariance = diagonal(1, 4);
  const turnover = { before: Float64Array.of(0.5, 0.5), most: 0.2 };
  expectClose(found({ covariance, sides: longs(2) }), [0.8, 0.2], 14);
  expectClose(found({ covariance, sides: longs(2), turnover }), [0.6, 0.4], 12);
  expectClose(found({ covariance, sides: longs(2), turnover: { ...turnover, most: 0.7 } }), [0.8, 0.2], 14);
});

test('a turnover within which a side cannot be filled is left out, which the solution says', () => {
  const solution = optimiseWeights({
    covariance: diagonal(1, 4),
    sides: longs(2),
    turnover: { before: Float64Array.of(0.2, 0.2), most: 0.3 },
  });
  expect(solution).toMatchObject({ ok: true, isTurnoverKept: false });
});

test('the short side hedges the long one', () => {
  const covariance = Float64Array.of(0.04, 0, 0.03, 0, 0.04, 0, 0.03, 0, 0.04);
  const sides = Int8Array.of(1, 1, -1);
  const x = (first: number): number => {
    const [a, b, c] = [first, 1 - first, -1];
    return 0.04 * (a * a + b * b + c * c) + 2 * 0.03 * a * c;
  };
  const [first] = found({ covariance, sides }) as [number];
  expect(first).toBeCloseTo(0.5 + 0.03 / (2 * 0.04), 12);
  expect(x(first)).toBeLessThan(Math.min(x(first + 1e-3), x(first - 1e-3)));
});

test.each([
  { k: 24, most: 1, mostOfGroup: 1, isShort: false, aversion: 1 },
  { k: 40, most: 0.12, mostOfGroup: 0.4, isShort: true, aversion: 1 },
  { k: 40, most: 0.2, mostOfGroup: 0.5, isShort: true, aversion: 6 },
  { k: 160, most: 0.03, mostOfGroup: 1, isShort: false, aversion: 3 },
])('a gradient descent finds the same weights for %j', ({ k, most, mostOfGroup, isShort, aversion }) => {
  const draw = uniforms(k);
  const sides = Int8Array.from({ length: k }, (_, i) => (isShort && i % 2 === 1 ? -1 : 1));
  const expected = Float64Array.from(sides, (side) => (aversion === 1 ? 0 : side * 0.1 * draw()));
  const groups = Array.from({ length: k }, () => Math.floor(4 * draw()));
  const program = { covariance: oneFactor(k + 1, k), sides, expected, aversion, most, groups, mostOfGroup };
  const weights = Float64Array.from(found(program));
  const second = projectedGradient(program, 1500);
  expect(objectiveOf(program, weights)).toBeLessThanOrEqual(objectiveOf(program, second) + 1e-12);
  weights.forEach((weight, i) => expect(weight).toBeCloseTo(second[i] as number, 7));
});

test('no weights within a limit on turnover are better than those found', () => {
  const [k, draw] = [30, uniforms(5)];
  const covariance = oneFactor(9, k);
  const sides = Int8Array.from({ length: k }, (_, i) => (i < 18 ? 1 : -1));
  const before = Float64Array.from(sides, (side) => (side === 1 ? 1 / 18 : 1 / 12));
  const weights = Float64Array.from(found({ covariance, sides, most: 0.2, turnover: { before, most: 0.5 } }));
  const changed = weights.reduce((sum, weight, i) => sum + Math.abs(weight - (before[i] as number)), 0);
  expect(changed).toBeCloseTo(0.5, 7);
  const program = {
    covariance,
    sides,
    expected: new Float64Array(k),
    aversion: 1,
    most: 0.2,
    groups: [],
    mostOfGroup: 1,
  };
  const least = objectiveOf(program, weights);
  for (let trial = 0; trial < 2000; trial++) {
    const [from, to] = [Math.floor(k * draw()), Math.floor(k * draw())];
    const moved = 0.01 * draw();
    const other = weights.slice();
    other[from] = (other[from] as number) - moved;
    other[to] = (other[to] as number) + moved;
    const turnover = other.reduce((sum, weight, i) => sum + Math.abs(weight - (before[i] as number)), 0);
    const isAllowed = sides[from] === sides[to] && other.every((weight) => weight >= 0 && weight <= 0.2);
    if (isAllowed && turnover <= 0.5) expect(objectiveOf(program, other)).toBeGreaterThan(least - 1e-10);
  }
});

test('limits that no weights keep are named with what they leave room for', () => {
  const problem = { covariance: diagonal(1, 2, 3, 4), sides: Int8Array.of(1, 1, 1, -1) };
  expect(optimiseWeights({ ...problem, most: 0.3 })).toMatchObject({ ok: false, side: 'long', stocks: 3 });
  const grouped = optimiseWeights({ ...problem, groups: [1, 1, 2, 3], mostOfGroup: 0.45 });
  expect(grouped).toMatchObject({ ok: false, side: 'long', stocks: 3, groups: 2, room: expect.closeTo(0.9, 12) });
});
