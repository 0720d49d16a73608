import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withinSizeGroups } from '../index.ts';
import { panelsOf, withOtherFuture } from '../testing/panels.ts';

test('each stock is in the group of its place among the sizes of its session, and in no other', () => {
  fc.assert(
    fc.property(panelsOf(4, 9), panelsOf(4, 9), fc.integer({ min: 2, max: 5 }), (signal, sizes, groups) => {
      const found = withinSizeGroups(signal, sizes, groups);
      for (let t = 0; t < 4; t++) {
        const cells = Array.from({ length: 9 }, (_, i) => t * 9 + i);
        const ranked = cells
          .filter((cell) => sizes.values[cell] > 0 && !Number.isNaN(signal.values[cell]))
          .sort((a, b) => sizes.values[a] - sizes.values[b] || a - b);
        cells.forEach((cell) => {
          const place = ranked.indexOf(cell);
          // The group whose share of the places, rounded down at both ends, holds this one.
          const own = found.findIndex(
            (_, g) =>
              place >= Math.floor((g * ranked.length) / groups) &&
              place < Math.floor(((g + 1) * ranked.length) / groups),
          );
          const there = found.map(({ values }) => values[cell]);
          expect(there).toEqual(found.map((_, g) => (place >= 0 && g === own ? signal.values[cell] : NaN)));
        });
      }
    }),
  );
});

test('sizes of later sessions change no group', () => {
  fc.assert(
    fc.property(panelsOf(4, 9), panelsOf(4, 9), (signal, sizes) => {
      const [before, after] = [sizes, withOtherFuture(sizes, 1)].map((of) =>
        withinSizeGroups(signal, of).map(({ values }) => values.subarray(0, 18)),
      );
      expect(after).toEqual(before);
    }),
  );
});

test('one group is refused', () => {
  const panel = { days: 1, stocks: 1, values: Float64Array.of(1) };
  expect(() => withinSizeGroups(panel, panel, 1)).toThrow(RangeError);
});
