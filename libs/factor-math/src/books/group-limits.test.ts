import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spreadWithinGroups } from './group-limits.ts';

const sides = fc.array(fc.record({ size: fc.integer({ min: 0, max: 9 }), group: fc.constantFrom(0, 1, 2, 3, NaN) }), {
  minLength: 1,
  maxLength: 25,
});

const nameOf = (group: number): string => (group >= 0 ? String(group) : 'none');

/** One group after the other, the fullest first, is set to the limit; the others share what is left. */
function plainWeights(side: readonly { size: number; group: number }[], limit: number): number[] {
  const fixed = new Map<string, number>();
  const total = (name: string): number =>
    side.reduce((sum, { size, group }) => sum + (nameOf(group) === name ? size : 0), 0);
  for (;;) {
    const names = [...new Set(side.map(({ group }) => nameOf(group)))].filter((name) => !fixed.has(name));
    const rest = names.reduce((sum, name) => sum + total(name), 0);
    const left = Math.max(0, 1 - [...fixed.values()].reduce((sum, value) => sum + value, 0));
    const shareOf = (name: string): number => (rest === 0 ? 0 : (left * total(name)) / rest);
    const [fullest] = names.sort((a, b) => shareOf(b) - shareOf(a));
    if (fullest === undefined || shareOf(fullest) <= limit * (1 + 1e-12))
      return side.map(({ size, group }) => {
        const name = nameOf(group);
        const own = fixed.get(name) ?? shareOf(name);
        return size === 0 ? 0 : (own * size) / total(name);
      });
    fixed.set(fullest, limit);
  }
}

test('weights under a limit on groups are those of filling one group after the other', () => {
  fc.assert(
    fc.property(sides, fc.constantFrom(0.2, 0.25, 0.4, 0.7), (side, limit) => {
      const weights = Float64Array.from(side, ({ size }) => size);
      spreadWithinGroups(weights, 1, (stock) => side[stock].group, limit);
      const expected = plainWeights(side, limit);
      weights.forEach((weight, stock) => expect(weight).toBeCloseTo(expected[stock], 10));
    }),
  );
});

test('no stock and no group is above its limit, and the side is full where the groups can take it', () => {
  fc.assert(
    fc.property(sides, fc.constantFrom(0.3, 0.5), fc.constantFrom(0.05, 0.2), (side, limit, most) => {
      const weights = Float64Array.from(side, ({ size }) => size);
      spreadWithinGroups(weights, most, (stock) => side[stock].group, limit);
      const sums = new Map<string, number>();
      const room = new Map<string, number>();
      side.forEach(({ size, group }, stock) => {
        expect(weights[stock]).toBeLessThanOrEqual(most * (1 + 1e-9));
        sums.set(nameOf(group), (sums.get(nameOf(group)) ?? 0) + weights[stock]);
        room.set(nameOf(group), Math.min(limit, (room.get(nameOf(group)) ?? 0) + (size > 0 ? most : 0)));
      });
      for (const sum of sums.values()) expect(sum).toBeLessThanOrEqual(limit * (1 + 1e-9));
      const full = [...room.values()].reduce((sum, value) => sum + value, 0);
      const held = [...sums.values()].reduce((sum, value) => sum + value, 0);
      expect(held).toBeCloseTo(Math.min(1, full), 9);
    }),
  );
});
