import { expect, test } from '@jest/globals';
import { symbolOfFile } from './symbol.ts';

test.each([
  ['AAPL.csv', 'AAPL'],
  ['/data/aapl.us.txt', 'AAPL'],
  ['aapl_us_d.csv', 'AAPL'],
  ['BRK-B.json', 'BRK-B'],
  ['brk.b.csv', 'BRK-B'],
  ['BRK_B.csv', 'BRK-B'],
  ['^GSPC.csv', '^GSPC'],
  ['AAL_data.csv', 'AAL'],
  ['AAPL Historical Data.csv', 'AAPL'],
  ['AAPL (1).csv', 'AAPL'],
  ['DEMO01.csv', 'DEMO01'],
  ['daily_IBM.csv', 'IBM'],
  ['weekly_adjusted_BRK.B.csv', 'BRK-B'],
])('%s holds %s', (path, symbol) => {
  expect(symbolOfFile(path)).toBe(symbol);
});

test.each([
  ...['HistoricalQuotes.csv', 'HistoricalData_1700000000000.csv', 'table.csv', 'download (1).csv', 'quotes.csv'],
  ...['all_stocks_5yr.csv', 'my prices (1).csv', 'prices.csv', 'table (2).csv', 'data.csv', 'stock_prices_latest.csv'],
  ...['daily.csv', 'daily_2.csv', 'daily_all_stocks.csv', 'daily_prices.csv'],
])('%s says no symbol', (path) => {
  expect(symbolOfFile(path)).toBeUndefined();
});
