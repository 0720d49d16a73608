import { expect, test } from '@jest/globals';
import { centreOfCluster, correlationClusters, independentSeries } from '../index.ts';
import { normals } from '../testing/random.ts';

// 0 and 1 go together, 1 and 3 against each other, 2 goes with nobody, 4 has no returns.
const correlations = Float64Array.of(
  ...[1, 0.9, 0.1, -0.6, NaN],
  ...[0.9, 1, 0.1, -0.85, NaN],
  ...[0.1, 0.1, 1, 0.2, NaN],
  ...[-0.6, -0.85, 0.2, 1, NaN],
  ...[NaN, NaN, NaN, NaN, 1],
);

test('series that go together or against each other are one cluster, also by way of a third', () => {
  expect(correlationClusters(correlations, 5, 0.8)).toEqual([[0, 1, 3], [2], [4]]);
  expect(correlationClusters(correlations, 5, 0.95)).toEqual([[0], [1], [2], [3], [4]]);
});

test('the one most correlated with the others represents a cluster', () => {
  expect(centreOfCluster(correlations, 5, [0, 1, 3])).toBe(1);
  expect(centreOfCluster(correlations, 5, [4])).toBe(4);
});

test('of series that determine each other the later ones are left out, and those that do not vary', () => {
  const z = normals(2);
  const [a, b] = [0, 1].map(() => Float64Array.from({ length: 50 }, z)) as [Float64Array, Float64Array];
  const sum = a.map((value, t) => 3 * value - b[t]);
  expect(independentSeries([a, new Float64Array(50).fill(0.1), b, sum, a.map((value) => 2 * value)])).toEqual([0, 2]);
});
