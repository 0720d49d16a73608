import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rollingMax, rollingMean, rollingMin, rollingStandardDeviation, type Panel } from '../index.ts';
import { dropFirst } from '../testing/panels.ts';
import { readColumns, testWith } from '../testing/real-data.ts';

const cell = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -100_000, max: 100_000 }).map((v) => v / 1000) },
  { weight: 4, arbitrary: fc.constant(37.1) },
  { weight: 1, arbitrary: fc.constant(1e9) },
  { weight: 1, arbitrary: fc.constant(NaN) },
);
const panels = fc.integer({ min: 1, max: 3 }).chain((stocks) =>
  fc.array(fc.array(cell, { minLength: stocks, maxLength: stocks }), { minLength: 1, maxLength: 90 }).map((rows) => ({
    days: rows.length,
    stocks,
    values: Float64Array.from(rows.flat()),
  })),
);
const windows = fc.integer({ min: 1, max: 70 });

const bruteForce = {
  mean: (x: number[]) => x.reduce((sum, v) => sum + v, 0) / x.length,
  standardDeviation: (x: number[]) => {
    const centre = x.reduce((sum, v) => sum + v, 0) / x.length;
    return Math.sqrt(x.reduce((sum, v) => sum + (v - centre) ** 2, 0) / (x.length - 1));
  },
  max: (x: number[]) => (x.some(Number.isNaN) ? NaN : Math.max(...x)),
  min: (x: number[]) => (x.some(Number.isNaN) ? NaN : Math.min(...x)),
};
const kernels = [
  ['rollingMean', rollingMean, bruteForce.mean],
  ['rollingStandardDeviation', rollingStandardDeviation, bruteForce.standardDeviation],
  ['rollingMax', rollingMax, bruteForce.max],
  ['rollingMin', rollingMin, bruteForce.min],
] as const;

function window({ stocks, values }: Panel, t: number, i: number, n: number): number[] {
  return Array.from({ length: n }, (_, k) => values[(t - n + 1 + k) * stocks + i]);
}

describe.each(kernels)('%s', (_, kernel, brute) => {
  test('equals a brute-force window with gaps, constants and spikes to 1e-9', () => {
    fc.assert(
      fc.property(panels, windows, (panel, n) => {
        const out = kernel(panel, n).values;
        for (let t = 0; t < panel.days; t++) {
          for (let i = 0; i < panel.stocks; i++) {
            const got = out[t * panel.stocks + i];
            const values = t < n - 1 ? [NaN] : window(panel, t, i, n);
            const expected = t < n - 1 ? NaN : brute(values);
            if (Number.isNaN(expected)) expect(got).toBeNaN();
            else {
              const scale = values.reduce((sum, v) => sum + Math.abs(v), 0) / n;
              expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(expected), 1e-4 * scale));
            }
          }
        }
      }),
    );
  });

  test('gives the same bits wherever the panel starts, once its look-back is loaded', () => {
    fc.assert(
      fc.property(panels, windows, fc.nat({ max: 80 }), (panel, n, from) => {
        fc.pre(from + n - 1 < panel.days);
        const whole = kernel(panel, n).values.slice((from + n - 1) * panel.stocks);
        expect(kernel(dropFirst(panel, from), n).values.slice((n - 1) * panel.stocks)).toEqual(whole);
      }),
    );
  });

  test('gives a column the same bits whatever is beside it', () => {
    fc.assert(
      fc.property(panels, windows, (panel, n) => {
        const wide = 1100; // more than one tile
        const values = new Float64Array(panel.days * wide).fill(NaN);
        for (let t = 0; t < panel.days; t++) values[t * wide + 871] = panel.values[t * panel.stocks];
        const beside = kernel({ days: panel.days, stocks: wide, values }, n).values;
        const alone = kernel(panel, n).values;
        for (let t = 0; t < panel.days; t++) expect(beside[t * wide + 871]).toBe(alone[t * panel.stocks]);
      }),
      { numRuns: 30 },
    );
  });
});

test.each([0.1, 37.1, 1e9 / 3, -1e-300])(
  'the window of a constant %p has that mean and a deviation of exactly 0',
  (c) => {
    const panel = { days: 130, stocks: 1, values: new Float64Array(130).fill(c) };
    for (let n = 2; n <= 128; n++) {
      expect(rollingMean(panel, n).values[129]).toBe(c);
      expect(rollingStandardDeviation(panel, n).values[129]).toBe(0);
    }
  },
);

test('a window is a positive whole number', () => {
  const panel = { days: 1, stocks: 1, values: new Float64Array(1) };
  expect(() => rollingMean(panel, 0)).toThrow('positive whole number');
  expect(() => rollingMax(panel, 2.5)).toThrow('positive whole number');
});

const apple = 'prices/yahoo-csv/AAPL.csv';

testWith(apple)('real prices and volumes: brute force to 1e-9, and the same bits from any start', () => {
  const column = readColumns(apple);
  const series = [column('Adj Close'), column('Volume')];
  const days = series[0].length;
  const values = Float64Array.from({ length: 2 * days }, (_, cell) => series[cell % 2][cell >> 1]);
  const panel = { days, stocks: 2, values };
  for (const [, kernel, brute] of kernels) {
    for (const n of [5, 20, 60, 252]) {
      const whole = kernel(panel, n).values;
      for (let t = n - 1; t < days; t += 97) {
        for (const i of [0, 1]) {
          const expected = brute(window(panel, t, i, n));
          expect(Math.abs(whole[t * 2 + i] / expected - 1)).toBeLessThan(1e-9);
        }
      }
      const later = kernel(dropFirst(panel, 1234), n).values;
      expect(later.slice((n - 1) * 2)).toEqual(whole.slice((1234 + n - 1) * 2));
    }
  }
});
