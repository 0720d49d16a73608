import { expect, test } from '@jest/globals';
import { firstView, viewOf } from './table-view.ts';

const table = {
  columns: [
    { key: 'stock', label: 'Stock', quantity: 'text' },
    { key: 'beta', label: 'Beta', quantity: 'ratio' },
  ],
  rows: [
    { stock: 'S10', beta: 0.2 },
    { stock: 'S9', beta: null },
    { stock: 'S2', beta: -1 },
  ],
} as const;
const stocks = (view: Partial<typeof firstView>) =>
  viewOf(table, { ...firstView, ...view }).rows.map(({ stock }) => stock);

test('rows stay as they came until a column is chosen', () => {
  expect(stocks({})).toEqual(['S10', 'S9', 'S2']);
});

test('numbers are sorted by size and names by the numbers in them, and what is missing is last both ways', () => {
  expect(stocks({ sort: 'beta' })).toEqual(['S2', 'S10', 'S9']);
  expect(stocks({ sort: 'beta', order: 'desc' })).toEqual(['S10', 'S2', 'S9']);
  expect(stocks({ sort: 'stock' })).toEqual(['S2', 'S9', 'S10']);
});

test('a search looks for every word in what is shown, whatever its case', () => {
  expect(stocks({ search: 's -1.000' })).toEqual(['S2']);
  expect(stocks({ search: 'n/a' })).toEqual(['S9']);
  expect(viewOf(table, { ...firstView, search: 'no such' })).toMatchObject({ rows: [], total: 0, page: 1 });
});

test('a page holds a hundred rows, and a page after the last is the last', () => {
  const many = { ...table, rows: Array.from({ length: 250 }, (_, at) => ({ stock: `S${at}`, beta: at })) };
  const third = viewOf(many, { ...firstView, page: 7 });
  expect([third.page, third.total, third.rows.length, third.rows[0]]).toEqual([
    3,
    250,
    50,
    { stock: 'S200', beta: 200 },
  ]);
});
