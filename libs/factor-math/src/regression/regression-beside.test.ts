import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { regressionBeside } from './regression-beside.ts';
import { regressionLine, simpleRegression } from './simple-regression.ts';

const sessions = 40;
const value = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, 0, 1e9, Infinity) },
);
const series = fc.oneof(
  { weight: 5, arbitrary: fc.array(value, { minLength: sessions, maxLength: sessions }) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, min: -1, max: 1 }).map((one) => Array<number>(sessions).fill(one)) },
);

test('gives the bits of the two regressions made one after the other, with gaps, constants and spikes', () => {
  const place = fc.integer({ min: 0, max: sessions - 1 });
  const own = fc.constantFrom<readonly number[] | undefined>(undefined, [3], [3, 7, 20]);
  fc.assert(
    fc.property(series, series, series, own, place, place, (y, x, changed, held, a, b) => {
      // Without a stock a factor return differs in the sessions in which only that stock was held.
      const without = held === undefined ? changed : x.map((one, t) => (held.includes(t) ? changed[t] : one));
      const [ys, xs, zs] = [Float64Array.from(y), Float64Array.from(x), Float64Array.from(without)];
      const window = { from: Math.min(a, b), to: Math.max(a, b), minimum: 5 };
      const found = regressionBeside(ys, xs, zs, window);
      const line = regressionLine({ values: ys }, { values: zs }, window);
      expect(found.own).toEqual(simpleRegression({ values: ys }, { values: xs }, window));
      expect(found.other).toEqual(line);
    }),
    { numRuns: 500 },
  );
});
