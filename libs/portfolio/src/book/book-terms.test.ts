import { expect, test } from '@jest/globals';
import { findFactor, type FactorDefinition } from '@fm/factors';
import { bookTerms } from './book-terms.ts';

const run = { groups: 5, weighting: 'cap', costBasisPoints: 7 } as const;
const sample = { start: '2010-01-01', end: '2019-12-31' };
const PB = findFactor('PB') as FactorDefinition;
const terms = (asked: Partial<Parameters<typeof bookTerms>[0]>) =>
  bookTerms({ factor: 'PB', ...asked }, PB, run, sample);

test('what is not asked for is as the factor and its run say', () => {
  expect(terms({})).toMatchObject({
    ...{ rebalance: 'monthly', buy: 'low', enter: 0.2, leave: 0.2, weighting: 'value', longOnly: false },
    ...{ from: sample.start, to: sample.end, holding: 1, skip: 0, maxWeight: 1, maxTurnover: 1 },
    costs: { commission: 7, spread: 0, borrow: 0 },
  });
  expect(terms({ buy: 'high', enter: 0.1, costs: { spread: 4 } })).toMatchObject({
    ...{ buy: 'high', enter: 0.1, leave: 0.1 },
    costs: { commission: 7, spread: 4 },
  });
});

test('a book that cannot be held, or leaves the sample, is refused', () => {
  const asked = [{ enter: 0.6 }, { leave: 0.1 }, { to: '2020-01-01' }, { from: '2009-12-31' }, { maxTurnover: 0 }];
  for (const one of asked) expect(() => terms(one)).toThrow(expect.objectContaining({ code: 'WRONG_BOOK' }));
  expect(terms({ longOnly: true, enter: 0.6 }).enter).toBe(0.6);
});
