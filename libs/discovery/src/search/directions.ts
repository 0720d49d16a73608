import { philox } from '@fm/factor-math';

/** Signs of 16 random directions over 64 sessions of all stocks: a bit each. They are the same in every search. */
export function directionSigns(stocks: number): Uint16Array {
  const signs = new Uint16Array(64 * stocks);
  for (let cell = 0; cell < signs.length; cell++) signs[cell] = philox([cell, 0, 0, 0], [16, 64])[0] >>> 16;
  return signs;
}
