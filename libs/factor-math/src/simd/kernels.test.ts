import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blockWidth } from '../regression/centred-columns.ts';
import { kernels, workspace } from './kernels.ts';

const value = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1e9, NaN, Infinity, 5e-324) },
);
const width = 12;
const bytes = width * 8;

/** Runs a kernel on rows laid out one after the other and returns the rows as they are afterwards. */
function run(rows: number[][], kernel: (address: (row: number) => number) => void): number[][] {
  const space = workspace(rows.length * width);
  rows.forEach((row, r) => space.set(row, r * width));
  kernel((row) => row * bytes);
  return rows.map((_, r) => [...space.subarray(r * width, (r + 1) * width)]);
}

const rowsOf = (count: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: count, maxLength: count });

const plain: [string, number, (at: (row: number) => number) => void, (values: number[]) => number[]][] = [
  ['pairMean', 3, (at) => kernels.pairMean(at(0), at(1), at(2), bytes, 0.5), ([a, b]) => [a, b, 0.5 * (a + b)]],
  [
    'mergeMean',
    3,
    (at) => kernels.mergeMean(at(0), at(1), at(2), bytes, 0.3),
    ([x, before]) => [x, before, before + (x - before) * 0.3],
  ],
  [
    'pairMoments',
    6,
    (at) => kernels.pairMoments(at(0), at(1), at(2), at(3), at(4), at(5), bytes, 0.5, 4),
    ([a, b, s, u]) => [a, b, s, u, 0.5 * (a + b), s + u + (b - a) * (b - a) * 4],
  ],
  [
    'mergeMoments',
    6,
    (at) => kernels.mergeMoments(at(0), at(1), at(2), at(3), at(4), at(5), bytes, 0.2, 3),
    ([m, s, a, b]) => [m, s, a, b, a + (m - a) * 0.2, b + (s + (m - a) * (m - a) * 3)],
  ],
  ['rootOfQuotient', 2, (at) => kernels.rootOfQuotient(at(0), at(1), bytes, 19), ([x]) => [x, Math.sqrt(x / 19)]],
  [
    'regress',
    6,
    (at) => kernels.regress(at(0), at(1), at(2), at(3), at(4), at(5), bytes, 3, 19, 1e-6),
    ([sxy, syy]) => {
      const beta = sxy / 3;
      const rest = syy - beta * sxy;
      return [sxy, syy, beta, beta / Math.sqrt(rest / 19 / 3), (beta * sxy) / syy, rest - 1e-6 * syy];
    },
  ],
  ['larger', 3, (at) => kernels.larger(at(0), at(1), at(2), bytes), ([a, b]) => [a, b, Math.max(a, b)]],
  ['smaller', 3, (at) => kernels.smaller(at(0), at(1), at(2), bytes), ([a, b]) => [a, b, Math.min(a, b)]],
];

test.each(plain)('%s gives the bits of its plain form', (_, count, kernel, form) => {
  fc.assert(
    fc.property(rowsOf(count), (rows) => {
      const expected = rows.map(() => Array<number>(width));
      for (let i = 0; i < width; i++) {
        form(rows.map((row) => row[i])).forEach((result, r) => (expected[r][i] = result));
      }
      expect(run(rows, kernel)).toEqual(expected);
    }),
  );
});

test('crossProducts gives the bits of plain sums in time order', () => {
  const cell = fc.double({ min: -1, max: 1, noNaN: true });
  const sessions = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(
      sessions.chain((n) =>
        fc.tuple(
          fc.array(cell, { minLength: 4 * n, maxLength: 4 * n }),
          fc.array(cell, { minLength: 4 * n, maxLength: 4 * n }),
        ),
      ),
      ([x, y]) => {
        const n = x.length / blockWidth;
        const space = workspace(x.length + y.length + blockWidth * blockWidth);
        space.set(x);
        space.set(y, x.length);
        kernels.crossProducts(0, x.length * 8, x.length * 8, (x.length + y.length) * 8, blockWidth * 8);
        for (let a = 0; a < blockWidth; a++) {
          for (let b = 0; b < blockWidth; b++) {
            let sum = 0;
            for (let t = 0; t < n; t++) sum += x[t * blockWidth + a] * y[t * blockWidth + b];
            expect(space[x.length + y.length + a * blockWidth + b]).toBe(sum);
          }
        }
      },
    ),
  );
});

test('centreBlock gives the bits of plain means and sums of squares in time order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value, value, value), { minLength: 1, maxLength: 30 }), (rows) => {
      const n = rows.length;
      const space = workspace(blockWidth * (n + 1));
      space.set(rows.flat());
      kernels.centreBlock(0, n * blockWidth * 8, n * blockWidth * 8, n);
      for (let column = 0; column < blockWidth; column++) {
        const x = rows.map((row) => row[column]);
        let sum = 0;
        for (const one of x) sum += one - x[0];
        const mean = x[0] + sum / n;
        let square = 0;
        x.forEach((one, t) => {
          expect(space[t * blockWidth + column]).toBe(one - mean);
          square += (one - mean) * (one - mean);
        });
        expect(space[n * blockWidth + column]).toBe(square);
      }
    }),
  );
});
