import { expect, test } from '@jest/globals';
import { isoOfDay } from '@fm/platform/time';
import { unreadableDay } from '@fm/platform/csv';
import { epochDay, exchangeDay } from './exchange-day.ts';

test.each([
  ['Tokyo midnight in UTC', '2024-01-04 15:00:00+00:00', '7203.T', '2024-01-05'],
  ['Frankfurt midnight in UTC, in summer', '2022-06-05 22:00:00+00:00', 'SAP.DE', '2022-06-06'],
  ['Frankfurt midnight in UTC, of a symbol that does not say so', '2022-06-05 22:00:00+00:00', 'SAP', '2022-06-06'],
  ['Sao Paulo an hour before midnight', '2019-02-17 23:00:00-03:00', 'VALE3.SA', '2019-02-18'],
  ['Sao Paulo in UTC', '2019-02-18 02:00:00+00:00', 'VALE3.SA', '2019-02-18'],
  ['London midnight in summer', '2022-06-06 00:00:00+01:00', 'BP.L', '2022-06-06'],
  ['New York midnight', '2024-01-02 00:00:00-05:00', 'AAPL', '2024-01-02'],
  ['New York midnight in UTC', '2024-01-02T05:00:00Z', 'AAPL', '2024-01-02'],
  ['the close in New York in UTC', '2024-01-02 21:00:00+00:00', 'AAPL', '2024-01-02'],
  ['a date written as midnight in UTC', '2024-01-02T00:00:00.000Z', 'VALE3.SA', '2024-01-02'],
])('%s is the day of its session', (_, text, symbol, day) => {
  expect(isoOfDay(exchangeDay(text, symbol))).toBe(day);
});

test.each(['2024-01-02 00:00:00', '2024-01-02', 'noon'])('%s has no offset', (text) => {
  expect(exchangeDay(text, 'AAPL')).toBe(unreadableDay);
});

test.each([
  ['midnight in New York in milliseconds, in winter', '1704171600000', 'AAPL', '2024-01-02'],
  ['midnight in New York in milliseconds, in summer', '1720065600000', 'AAPL', '2024-07-04'],
  ['the opening in New York in seconds', '1704205800', 'AAPL', '2024-01-02'],
  ['midnight in UTC, which is a date', '1704153600000', 'AAPL', '2024-01-02'],
  ['midnight in Tokyo', '1704380400000', '7203.T', '2024-01-05'],
])('%s is the day of its session', (_, text, symbol, day) => {
  expect(isoOfDay(epochDay(text, symbol))).toBe(day);
});

test.each(['20240102', '202401022', '202401020930', '17041716000000', '1704171600.5', ''])(
  '"%s" is not a moment since 1970',
  (text) => {
    expect(epochDay(text, 'AAPL')).toBe(unreadableDay);
  },
);
