import { expect, test } from '@jest/globals';
import { factorGroups, type Listed } from './factor-groups.ts';

const factors: readonly Listed[] = [
  { factor: 'PB', factorType: 'fundamental', belief: 'believe', line: [] },
  { factor: 'RSI14', factorType: 'technical', belief: 'unsure', line: [] },
  { factor: 'ROC20', factorType: 'technical', belief: 'no evidence', line: [] },
];
const named = (search?: string) =>
  factorGroups(factors, search).map(({ type, factors: own }) => [type, ...own.map(({ factor }) => factor)]);

test('factors are listed by type in the order of the charts, and within a type as they came', () => {
  expect(named()).toEqual([
    ['technical', 'RSI14', 'ROC20'],
    ['fundamental', 'PB'],
  ]);
});

test('a search finds names and types, and leaves no empty type', () => {
  expect(named('rsi')).toEqual([['technical', 'RSI14']]);
  expect(named(' Fundamental ')).toEqual([['fundamental', 'PB']]);
  expect(named('nothing')).toEqual([]);
});
