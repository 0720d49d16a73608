import { expect, test } from '@jest/globals';
import { filingInputs, filingPanel } from '@fm/factors';
import { deriveFundamentals } from '@fm/sec-filing';

const fact = {
  ...{ tag: 'Assets', unit: 'USD', start: undefined, end: '2023-12-31', value: 1, formRank: 2 },
  ...{ accn: '0000000001-24-000001', filed: '2024-02-01', knownAt: Date.UTC(2024, 1, 1) },
};

test('every item that is derived of filings is an input by its name, except the shares set aside', () => {
  const derived = new Set(deriveFundamentals([fact]).map(({ item }) => item));
  derived.delete('sharesPutAside');
  expect([...filingInputs].sort()).toEqual([...derived].sort());
});

test('a function of a filing item finds its panel, and none where filings are not read for it', () => {
  expect(filingPanel('revenue', 'ttm')).toBe('revenueTtm');
  expect(filingPanel('revenue', 'ttm', -4)).toBe('revenueTtmYearAgo');
  expect(filingPanel('totalAssets', 'pit', -4)).toBe('totalAssetsYearAgo');
  expect(filingPanel('netIncome', 'pit')).toBe('netIncome');
  expect(filingPanel('totalAssets', 'ttm')).toBeUndefined();
  expect(filingPanel('cash', 'pit', -4)).toBeUndefined();
  expect(filingPanel('revenue', 'ttm', -8)).toBeUndefined();
});
