import { expect, test } from '@jest/globals';
import { costsOf, parseStockCosts } from './stock-costs.ts';

const text = '\uFEFFSymbol;Spread;Borrow\nbrk-b;12,5;\nAAA;;300\nBBB;4;0\n'.replaceAll('12,5', '12.5');

test('costs of stocks are read from CSV as basis points, and what is left out is as of the book', () => {
  const stocks = parseStockCosts(text, 'costs.csv');
  expect(stocks).toEqual([
    { symbol: 'AAA', borrow: 300 },
    { symbol: 'BBB', spread: 4, borrow: 0 },
    { symbol: 'BRK-B', spread: 12.5 },
  ]);
  const { trade, borrow } = costsOf({ commission: 5, spread: 2, borrow: 50, stocks }, ['AAA', 'BBB', 'BRK-B', 'CCC']);
  expect(trade).toEqual(Float64Array.of(0.0006, 0.0007, 0.001125, 0.0006));
  expect(borrow).toEqual(Float64Array.of(0.03, 0, 0.005, 0.005));
  expect(costsOf({ commission: 5, spread: 2, borrow: 50 }, ['AAA'])).toEqual({ trade: 0.0006, borrow: 0.005 });
});

test.each([
  ['name,spread\nAAA,3\n', /line 1/],
  ['symbol,price\nAAA,3\n', /line 1/],
  ['symbol,spread\nAAA,-3\n', /line 2/],
  ['symbol,spread\nAAA,3\nAAA,3\n', /line 3/],
  ['symbol,spread\n,3\n', /line 2/],
])('a file of costs is refused with its line: %j', (wrong, where) => {
  expect(() => parseStockCosts(wrong, 'costs.csv')).toThrow(
    expect.objectContaining({ code: 'MALFORMED_COSTS', where: expect.stringMatching(where) }),
  );
});
