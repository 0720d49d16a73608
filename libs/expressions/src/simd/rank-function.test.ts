import { expect, test } from '@jest/globals';
import { averageRanks } from '@fm/factor-math';
import { uniformFrom } from '../testing/random-formulas.ts';
import { rankBytesPerKey } from './rank-function.ts';
import { sharedMemory, simdOver } from './simd.ts';

const uniform = uniformFrom(5);
const normal = (): number => Math.sqrt(-2 * Math.log(uniform() + 1e-300)) * Math.cos(2 * Math.PI * uniform());

/** Ways in which values of a session lie. */
const shapes: readonly (readonly [string, () => number])[] = [
  ['evenly', uniform],
  ['normally', normal],
  ['like prices', () => Math.exp(2 * normal())],
  ['like ratios', () => normal() / normal()],
  ['in few different values', () => Math.floor(uniform() * 3)],
  ['in two clusters far apart', () => (uniform() < 0.5 ? 1e9 : 0) + 1e-6 * uniform()],
  ['over all magnitudes', () => normal() * 10 ** (uniform() * 600 - 300)],
  ['with an outlier', () => (uniform() < 0.01 ? 1e300 : normal())],
  ['equal', () => 7],
  ['as zeros of both signs', () => (uniform() < 0.5 ? 0 : -0)],
];
const sizes = [0, 1, 2, 23, 25, 64, 500, 3000];

test.each(shapes)('values that lie %s get their average ranks, those missing none', (_, draw) => {
  for (const size of sizes) {
    for (const missing of [0, 0.3, 1]) {
      const values = Float64Array.from({ length: size }, () => (uniform() < missing ? NaN : draw()));
      const present = values.filter((value) => value === value);
      const ranks = new Float64Array(present.length);
      averageRanks(present, present.length, ranks);
      let next = 0;
      const expected = values.map((value) => (value === value ? ranks[next++]! / present.length : NaN));
      expect(rankOf(values)).toEqual(expected);
    }
  }
});

function rankOf(values: Float64Array): Float64Array {
  const n = values.length;
  const memory = sharedMemory(3 * n + n * rankBytesPerKey + 64);
  const cells = new Float64Array(memory.buffer);
  cells.set(values, 8);
  simdOver(memory)['rankRow']!(64, 64 + n * 8, n, 64 + n * 16);
  return cells.slice(8 + n, 8 + 2 * n);
}
