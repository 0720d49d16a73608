import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { legRenewal } from '../index.ts';

const legsOf = (days: number, stocks: number) =>
  fc
    .array(fc.constantFrom(-1, 0, 1), { minLength: days * stocks, maxLength: days * stocks })
    .map((legs) => ({ days, stocks, legs: Int8Array.from(legs) }));

test('the share of new stocks is that of the sets of names', () => {
  fc.assert(
    fc.property(
      legsOf(6, 5),
      fc.constantFrom(1 as const, -1 as const),
      fc.integer({ min: 1, max: 4 }),
      (all, leg, lag) => {
        const found = legRenewal(all, leg, lag);
        const namesAt = (t: number) =>
          new Set([0, 1, 2, 3, 4].filter((i) => t >= 0 && all.legs[t * all.stocks + i] === leg));
        for (let t = 0; t < all.days; t++) {
          const [now, then] = [namesAt(t), namesAt(t - lag)];
          const share = [...now].filter((name) => !then.has(name)).length / now.size;
          expect(found[t]).toBe(then.size === 0 ? NaN : share);
        }
      },
    ),
  );
});

test('a lag of less than a session is refused', () => {
  const none = { days: 0, stocks: 0, legs: new Int8Array(0) };
  expect(() => legRenewal(none, 1, 0)).toThrow(RangeError);
});
