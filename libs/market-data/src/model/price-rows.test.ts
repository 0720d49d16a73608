import { expect, test } from '@jest/globals';
import { PriceRows } from './price-rows.ts';

test('one row takes less than a kilobyte, since a row from each of fifty thousand files is held at once', () => {
  const rows = new PriceRows();
  rows.push(rows.symbolIndex('AAA'), 19_000, 2, [1, 2, 3, 4, 5, 6]);
  const bytes = [rows.symbol, rows.line, rows.day, rows.values].reduce((sum, column) => sum + column.byteLength, 0);
  expect(bytes).toBeLessThan(1024);
});

test('rows keep their values while the columns grow', () => {
  const rows = new PriceRows();
  for (let row = 0; row < 5000; row++) {
    rows.push(rows.symbolIndex(`S${row % 7}`), row, row + 2, [row, row + 1, row + 2, row + 3, row + 4, row + 5]);
  }
  expect([rows.count, rows.symbols]).toEqual([5000, ['S0', 'S1', 'S2', 'S3', 'S4', 'S5', 'S6']]);
  for (let row = 0; row < 5000; row++) {
    expect([rows.symbol[row], rows.day[row], rows.line[row]]).toEqual([row % 7, row, row + 2]);
    expect([rows.value(row, 'open'), rows.value(row, 'volume')]).toEqual([row, row + 5]);
  }
});
