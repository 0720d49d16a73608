import { expect, test } from '@jest/globals';
import { readRequest, runIdentity, type RequestText } from './request.ts';

/**
 * Requests and what they are called. A new parameter changes none of these; a new revision of the statistics, and that only,
 * changes all.
 */
const known: readonly (readonly [string, RequestText])[] = [
  ['2a275305636082fc', { factors: 'RSI14' }],
  ['adfb86d0ba59a752', { factors: 'ROC20,RSI14', weighting: 'cap', groups: '5' }],
  ['3abe1e42a34c2c54', { factors: 'RSI14', horizons: '21,1', costBasisPoints: '2.5' }],
  ['ac3962dbf772657a', { factors: 'RSI14', winsorise: '0.01', neutralise: 'group,size' }],
  ['85655eccf30e0c11', { factors: 'RSI14', ranges: 'quarterly', holdout: '2022-01-01..2023-12-31' }],
  ['df52543f55583546', { formulas: [{ name: 'mom', formula: 'rank(close / delay(close, 20))' }] }],
];

const members = [{ symbol: 'AAPL' }, { symbol: 'MSFT', entry: '2015-01-02' }];
const ranges = [{ start: '2020-01-01', end: '2020-12-31', from: 0, to: 252 }];

test.each(known)('a run is called %s as long as this is asked for: %j', (name, text) => {
  expect(runIdentity(readRequest(text), members, ranges, 'data')).toBe(name);
});

test('neither a name for its trials nor how it is cut changes what a run is called', () => {
  const text = { factors: 'RSI14', project: 'mine', threadNo: '4', parallelM: '2', sliceSeconds: '5' };
  expect(runIdentity(readRequest(text), members, ranges, 'data')).toBe('2a275305636082fc');
});
