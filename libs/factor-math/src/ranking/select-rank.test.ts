import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RankSelector } from './select-rank.ts';

const key = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -9, max: 9 }) },
  { weight: 6, arbitrary: fc.double({ min: -3, max: 3, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(1e9, -1e9, 1.7e308, -1.7e308, 5e-324) },
);

test('finds what sorting would put there, whatever the keys', () => {
  const selector = new RankSelector(200);
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 200 }), fc.nat(), fc.nat(), (values, a, b) => {
      const keys = Float64Array.from(values, (v) => v + 0);
      const sorted = keys.slice().sort();
      selector.load(keys, keys.length);
      for (const k of [a % keys.length, b % keys.length]) expect(selector.at(k)).toBe(sorted[k]);
      expect(keys).toEqual(Float64Array.from(values, (v) => v + 0));
    }),
  );
});

test('finds equal keys', () => {
  const selector = new RankSelector(100);
  selector.load(new Float64Array(100).fill(-0.1), 100);
  expect([selector.at(0), selector.at(99)]).toEqual([-0.1, -0.1]);
});
