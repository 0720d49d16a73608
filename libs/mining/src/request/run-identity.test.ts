import { expect, test } from '@jest/globals';
import { readRequest, runIdentity, type RequestText } from './request.ts';

/**
 * Requests and what they are called. A new parameter changes none of these; a new revision of the statistics, and that only,
 * changes all.
 */
const known: readonly (readonly [string, RequestText])[] = [
  ['140bb57e2ace3198', { factors: 'RSI14' }],
  ['13b3cdaf0a48753e', { factors: 'ROC20,RSI14', weighting: 'cap', groups: '5' }],
  ['cf2bc9480257e674', { factors: 'RSI14', horizons: '21,1', costBasisPoints: '2.5' }],
  ['f84f6c63e6dc1d17', { factors: 'RSI14', winsorise: '0.01', neutralise: 'group,size' }],
  ['4a73416e7bf82e25', { factors: 'RSI14', ranges: 'quarterly', holdout: '2022-01-01..2023-12-31' }],
  ['530166096de03b90', { formulas: [{ name: 'mom', formula: 'rank(close / delay(close, 20))' }] }],
];

const members = [{ symbol: 'AAPL' }, { symbol: 'MSFT', entry: '2015-01-02' }];
const ranges = [{ start: '2020-01-01', end: '2020-12-31', from: 0, to: 252 }];

test.each(known)('a run is called %s as long as this is asked for: %j', (name, text) => {
  expect(runIdentity(readRequest(text), members, ranges, 'data')).toBe(name);
});

test('neither a name for its trials nor how it is cut changes what a run is called', () => {
  const text = { factors: 'RSI14', project: 'mine', threadNo: '4', parallelM: '2', sliceSeconds: '5' };
  expect(runIdentity(readRequest(text), members, ranges, 'data')).toBe('140bb57e2ace3198');
});
