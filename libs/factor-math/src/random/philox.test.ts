import { expect, test } from '@jest/globals';
import { philox, uniformsAt } from './philox.ts';

// Known answers of the Random123 library (kat_vectors, philox4x32 10).
test.each([
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
] as const)('philox of %p gives the known answer', (counter, key, answer) => {
  expect(philox([...counter], [...key])).toEqual([...answer]);
});

test('numbers of a place depend on the place only', () => {
  const first = uniformsAt([1, 2], 3, 4);
  const alone = [first(), first(), first(), first(), first(), first()];
  const [one, other] = [uniformsAt([1, 2], 3, 4), uniformsAt([1, 2], 3, 5)];
  const mixed = alone.map(() => {
    other();
    return one();
  });
  expect(mixed).toEqual(alone);
  expect(new Set([...alone, uniformsAt([1, 3], 3, 4)(), uniformsAt([1, 2], 3, 5)()]).size).toBe(8);
});

test('numbers of many places are uniform', () => {
  const values = Array.from({ length: 20_000 }, (_, place) => uniformsAt([7, 9], place)());
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.008);
  expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.003);
});
