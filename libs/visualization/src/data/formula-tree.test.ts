import { expect, test } from '@jest/globals';
import { formulaTree } from './formula-tree.ts';

test('a tree names every operator before its arguments, windows and constants with it', () => {
  expect(formulaTree('rank(ts_corr(close, volume, 20)) - 0.5')).toEqual([
    { depth: 0, text: '-' },
    { depth: 1, text: 'cs_rank' },
    { depth: 2, text: 'ts_corr, 20' },
    { depth: 3, text: 'close' },
    { depth: 3, text: 'volume' },
    { depth: 1, text: '0.5' },
  ]);
});

test('a formula over a field that is gone has no tree', () => {
  expect(formulaTree('rank(no_such_field)')).toEqual([]);
});
