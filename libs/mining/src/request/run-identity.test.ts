import { expect, test } from '@jest/globals';
import { readRequest, runIdentity, type RequestText } from './request.ts';

/** Requests and what they were called when each of their parameters was introduced: a run keeps its name for ever. */
const known: readonly (readonly [string, RequestText])[] = [
  ['52a0795d7451a278', { factors: 'RSI14' }],
  ['36818e8d1fb8e656', { factors: 'ROC20,RSI14', weighting: 'cap', groups: '5' }],
  ['25488b7589b2f12e', { factors: 'RSI14', horizons: '21,1', costBasisPoints: '2.5' }],
  ['4bb2ef1fc8d23a81', { factors: 'RSI14', winsorise: '0.01', neutralise: 'group,size' }],
  ['a4c6876b33113202', { factors: 'RSI14', ranges: 'quarterly', holdout: '2022-01-01..2023-12-31' }],
  ['eff5372f8e01580a', { formulas: [{ name: 'mom', formula: 'rank(close / delay(close, 20))' }] }],
];

const members = [{ symbol: 'AAPL' }, { symbol: 'MSFT', entry: '2015-01-02' }];
const ranges = [{ start: '2020-01-01', end: '2020-12-31', from: 0, to: 252 }];

test.each(known)('a run is called %s as long as this is asked for: %j', (name, text) => {
  expect(runIdentity(readRequest(text), members, ranges, 'data')).toBe(name);
});

test('neither a name for its trials nor how it is cut changes what a run is called', () => {
  const text = { factors: 'RSI14', project: 'mine', threadNo: '4', parallelM: '2', sliceSeconds: '5' };
  expect(runIdentity(readRequest(text), members, ranges, 'data')).toBe('52a0795d7451a278');
});
