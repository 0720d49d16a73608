import { expect, test } from '@jest/globals';
import { missingPanel, type Panel } from '@fm/factor-math';
import { filingInputs, type InputName } from '@fm/factors';
import { PanelCache } from './panel-cache.ts';

test('a panel is made when it is asked for, kept while it is used, and let go when three others were asked for since', () => {
  const made: InputName[] = [];
  const makers = filingInputs.map((name): [InputName, () => Panel] => [
    name,
    () => {
      made.push(name);
      return missingPanel(1, 1);
    },
  ]);
  const cache = new PanelCache(new Map(makers));
  expect(made).toEqual([]);
  const [first, ...others] = filingInputs;
  const panel = cache.get(first);
  for (const name of others.slice(0, 2)) cache.get(name);
  expect(cache.get(first)).toBe(panel);
  for (const name of others.slice(2, 5)) cache.get(name);
  expect(cache.get(first)).not.toBe(panel);
  expect(made.filter((name) => name === first)).toHaveLength(2);
  expect(made.filter((name) => name === others[0])).toHaveLength(1);
});
