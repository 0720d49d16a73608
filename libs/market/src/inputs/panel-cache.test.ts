import { expect, test } from '@jest/globals';
import { missingPanel } from '@fm/factor-math';
import { filingInputs, type FilingInput, type InputName } from '@fm/factors';
import { PanelCache } from './panel-cache.ts';

test('a panel is made when it is asked for, kept while it is used, and let go when three others were asked for since, but for those that stay', () => {
  const made: InputName[] = [];
  const cache = new PanelCache((name) => ({
    isKept: name === 'marketCap',
    make: () => {
      made.push(name);
      return missingPanel(1, 1);
    },
  }));
  expect(made).toEqual([]);
  const [first, ...others] = filingInputs as readonly [FilingInput, ...FilingInput[]];
  const cap = cache.get('marketCap');
  const panel = cache.get(first);
  for (const name of others.slice(0, 2)) cache.get(name);
  expect(cache.get(first)).toBe(panel);
  for (const name of others.slice(2, 5)) cache.get(name);
  expect(cache.get(first)).not.toBe(panel);
  expect(made.filter((name) => name === first)).toHaveLength(2);
  expect(made.filter((name) => name === others[0])).toHaveLength(1);
  expect(cache.get('marketCap')).toBe(cap);
});
