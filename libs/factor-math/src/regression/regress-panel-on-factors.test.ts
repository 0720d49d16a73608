import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { regressPanelOnFactors, simpleRegression, type Panel } from '../index.ts';
import { expectClose } from '../testing/close-to.ts';
import { dropFirst, withColumns } from '../testing/panels.ts';
import { normals } from '../testing/random.ts';

/** Returns that load on the factors, with constant factors, perfect fits and gaps among them. */
function market(seed: number, stocks: number, factors: number): { y: Panel; x: Panel } {
  const z = normals(seed);
  const days = 90;
  const x = { days, stocks: factors, values: Float64Array.from({ length: days * factors }, () => 0.01 * z()) };
  const values = Float64Array.from({ length: days * stocks }, (_, cell) => {
    return x.values[Math.floor(cell / stocks) * factors] * (1 + (cell % stocks)) + 0.02 * z();
  });
  for (let t = 0; t < days; t++) {
    if (factors > 1) x.values[t * factors + 1] = 0.1;
    if (stocks > 1) values[t * stocks + 1] = 0.3 * x.values[t * factors];
  }
  if (stocks > 2) values[40 * stocks + 2] = NaN;
  if (factors > 2) x.values[5 * factors + 2] = NaN;
  return { y: { days, stocks, values }, x };
}

const windows = [
  { from: 0, to: 89 },
  { from: 10, to: 60 },
  { from: 30, to: 45 },
  { from: 50, to: 49 },
];

test('every pair equals its own regression, with gaps, constant factors and perfect fits', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 6 }),
      (seed, stocks, factors) => {
        const { y, x } = market(seed, stocks, factors);
        const all = regressPanelOnFactors(y, x, windows, 20);
        windows.forEach((window, w) => {
          for (let f = 0; f < factors; f++) {
            for (let i = 0; i < stocks; i++) {
              const cell = (w * factors + f) * stocks + i;
              const one = simpleRegression(
                { values: y.values, offset: i, stride: stocks },
                { values: x.values, offset: f, stride: factors },
                { ...window, minimum: 20 },
              );
              expect(all.observations[cell]).toBe(one.observations);
              if (!one.ok) expect([all.beta[cell], all.betaT[cell], all.rSquared[cell]]).toEqual([NaN, NaN, NaN]);
              else {
                expectClose(all.beta[cell], one.beta);
                expectClose(all.betaT[cell], one.betaT);
                expect(Math.abs(all.rSquared[cell] - one.rSquared)).toBeLessThan(1e-12);
              }
            }
          }
        });
      },
    ),
    { numRuns: 40 },
  );
});

test('a pair gives the same bits by itself, from a later start, and whatever other windows there are', () => {
  const { y, x } = market(7, 7, 6);
  const all = regressPanelOnFactors(y, x, windows, 20);
  const alone = regressPanelOnFactors(
    withColumns(dropFirst(y, 10), [5]),
    withColumns(dropFirst(x, 10), [3]),
    [{ from: 0, to: 50 }],
    20,
  );
  const cell = (1 * 6 + 3) * 7 + 5;
  expect([...alone.beta, ...alone.betaT, ...alone.rSquared]).toEqual([
    all.beta[cell],
    all.betaT[cell],
    all.rSquared[cell],
  ]);
});

test('windows outside the panel and panels of different length are refused', () => {
  const { y, x } = market(1, 2, 2);
  expect(() => regressPanelOnFactors(y, x, [{ from: 0, to: 90 }])).toThrow('outside');
  expect(() => regressPanelOnFactors(y, dropFirst(x, 1), windows)).toThrow('sessions');
});
