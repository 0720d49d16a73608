import { expect, test } from '@jest/globals';
import { deletionWords } from './deletion-words.ts';

test('says how many rows go with a run, from where, and what stays', () => {
  const rows = [
    { table: 'runs', rows: 1 },
    { table: 'stock_results', rows: 3000 },
  ];
  expect(deletionWords({ run: 'a', rows, holdouts: [], trials: 4 })).toEqual([
    '3,001 rows go: 1 of runs, 3,000 of stock_results.',
    'Its 4 trials stay in the ledger.',
  ]);
  expect(deletionWords({ run: 'a', rows: [rows[0]!], holdouts: ['b'], trials: 1 })).toEqual([
    '1 row goes: 1 of runs.',
    'The run that mined its hold-out is deleted too: run b.',
    'Its trial stays in the ledger.',
  ]);
});
