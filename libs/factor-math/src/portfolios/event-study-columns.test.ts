import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { columnsOf, eventStudy } from '../index.ts';
import { panelsOf } from '../testing/panels.ts';

test('an event study gives the same bits from the columns of the returns', () => {
  const event = fc.record({ session: fc.nat({ max: 11 }), stock: fc.nat({ max: 4 }) });
  fc.assert(
    fc.property(panelsOf(12, 5), panelsOf(12, 1), fc.array(event, { maxLength: 20 }), (returns, market, events) => {
      const options = { model: 'market-adjusted', window: [-1, 2] } as const;
      const columns = columnsOf(returns);
      expect(eventStudy(returns, market.values, events, { ...options, columns })).toEqual(
        eventStudy(returns, market.values, events, options),
      );
    }),
  );
});

test('the return after events of neighbouring sessions is tested with fewer degrees of freedom', () => {
  const returns = { days: 240, stocks: 1, values: Float64Array.from({ length: 240 }, (_, t) => Math.sin(t * t)) };
  const options = { model: 'market-adjusted', window: [-1, 10] } as const;
  const degreesOf = (sessions: number[]): number =>
    eventStudy(
      returns,
      new Float64Array(240),
      sessions.map((session) => ({ session, stock: 0 })),
      options,
    ).after.degrees;
  // Forty in forty sessions: each return over 11 sessions shares days with the ten after it. Forty in 157: with two.
  expect(degreesOf(Array.from({ length: 40 }, (_, k) => 20 + k))).toBe(1);
  expect(degreesOf(Array.from({ length: 40 }, (_, k) => 5 + 4 * k))).toBe(3);
});
