import { expect, test } from '@jest/globals';
import { everyCaseOr } from '@fm/platform/testing';
import { killSearches } from './kills.ts';

test('searches that are killed and continued with other workers, orders and deliveries have one report', async () => {
  const [kills = 0] = everyCaseOr([50], [3]);
  const found = await killSearches(kills, 6);
  expect(found.failures).toEqual([]);
  expect(found.kills).toBe(kills);
  expect(found.searches).toBeGreaterThan(1);
  expect(found.hashes).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
}, 1_800_000);
