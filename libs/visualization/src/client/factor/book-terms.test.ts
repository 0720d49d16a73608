import { expect, test } from '@jest/globals';
import { termsSentence } from './book-terms.ts';

const terms = {
  ...{ from: '2015-01-02', to: '2023-12-29', rebalance: 'weekly', longOnly: false },
  ...{ buy: 'low', weighting: 'equal', enter: 0.25, commission: 10 },
};

test('the terms say who is bought, who is sold, when and at which cost', () => {
  expect(termsSentence({ terms })).toBe(
    'The lowest 25 % bought, the highest 25 % sold short, equal weights, rebalanced weekly, 10 basis points of the value of every trade; 2015-01-02 to 2023-12-29.',
  );
});

test('a book without a short side sells nothing short, and a number of sessions is a number', () => {
  const text = termsSentence({ terms: { ...terms, longOnly: true, rebalance: '21', enter: 1 / 3 } });
  expect(text).toContain('The lowest 33.33 % bought, equal weights, rebalanced every 21 sessions');
  expect(text).not.toContain('short');
});
