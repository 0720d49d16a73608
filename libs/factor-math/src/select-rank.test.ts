import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { selectRank } from './select-rank.ts';

test('finds what sorting would put there, and parts the rest around it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 60 }), fc.nat(), (values, at) => {
      const keys = Float64Array.from(values);
      const k = at % keys.length;
      const expected = Float64Array.from(values).sort()[k];
      expect(selectRank(keys, 0, keys.length, k)).toBe(expected);
      expect(keys.subarray(0, k).every((key) => key <= expected)).toBe(true);
      expect(keys.subarray(k).every((key) => key >= expected)).toBe(true);
    }),
  );
});
