import { expect, test } from '@jest/globals';
import type { BookAttribution } from '@fm/portfolio/book';
import { attributionRows } from './book-tables.ts';

const attribution: BookAttribution = {
  ...{ from: '2019-01-02', to: '2020-12-30', sessions: 500, stocks: 28.5 },
  factors: [
    { name: 'industry Banks', exposure: 0.25, return: 0.0123, risk: 0.02 },
    { name: 'beta', exposure: -1.5, return: -0.004, risk: 0.05 },
  ],
  specific: { return: 0.01, risk: 0.03 },
  whole: { return: 0.0183, risk: 0.1 },
};

test('the attribution of a book has a line for each factor, then what is specific and the whole', () => {
  expect(attributionRows(attribution)).toEqual({
    headings: ['factor', 'exposure', 'return a year', 'risk a year'],
    rows: [
      ['industry Banks', '0.25', '1.23%', '2.00%'],
      ['beta', '-1.50', '-0.40%', '5.00%'],
      ['specific', '-', '1.00%', '3.00%'],
      ['whole', '-', '1.83%', '10.00%'],
    ],
  });
});
