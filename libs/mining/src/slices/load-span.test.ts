import { expect, test } from '@jest/globals';
import { sharedLoad } from './load-span.ts';

test('slices share the stocks and sessions from the first that one of them needs to the last', () => {
  expect(
    sharedLoad([
      { stocks: { from: 3, to: 5 }, load: { from: 20, to: 90 } },
      { stocks: { from: 4, to: 8 }, load: { from: 40, to: 60 } },
    ]),
  ).toEqual({ stocks: { from: 3, to: 8 }, load: { from: 20, to: 90 } });
});
