import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { columnsOf, eventStudy } from './index.ts';
import { panelsOf } from './testing/panels.ts';

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
