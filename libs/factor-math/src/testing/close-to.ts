import { expect } from '@jest/globals';

/** Expects `got` to equal `expected` to a relative tolerance. */
export function expectClose(got: number, expected: number, tolerance = 1e-9): void {
  const error = Math.abs(got - expected) / Math.max(Math.abs(expected), Number.MIN_VALUE);
  if (!(got === expected || error <= tolerance)) expect({ got, error }).toEqual({ got: expected, error: tolerance });
}

/** Expects every element to equal its counterpart to a relative tolerance. */
export function expectAllClose(got: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-9): void {
  expect(got.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) expectClose(got[i], expected[i], tolerance);
}
