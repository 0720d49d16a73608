import { expect, test } from '@jest/globals';
import { operators } from '../operators/registry.ts';
import { kernels } from './index.ts';

test('every operator that is computed has one kernel, and every kernel is of an operator', () => {
  const computed = operators.filter(({ family }) => family !== 'point-in-time').map(({ name }) => name);
  expect([...kernels.keys()].sort()).toEqual([...computed].sort());
});

test('kernels reach as far as the family of their operator says', () => {
  const reaches = {
    'element-wise': 'cells',
    'time-series': 'columns',
    state: 'columns',
    'cross-section': 'rows',
    group: 'rows',
  };
  for (const { name, family } of operators) {
    if (family !== 'point-in-time') expect([name, kernels.get(name)?.reach]).toEqual([name, reaches[family]]);
  }
});
