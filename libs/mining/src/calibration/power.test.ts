import { expect, test } from '@jest/globals';
import { powerOf } from './index.ts';

test('a larger premium is distinguished from zero more often, and a premium of zero about 5 % of the time', () => {
  const setting = { stocks: 30, sessions: 252, returns: 'garch', signal: 'persistent' } as const;
  const [none, some, much] = powerOf(setting, [0, 0.1, 0.4], 200, 1);
  expect(none?.after).toBeLessThanOrEqual(20);
  expect(some?.after).toBeGreaterThan(none?.after ?? 0);
  expect(much?.after).toBeGreaterThan(150);
  expect(Math.abs((much?.after ?? 0) - (much?.before ?? 0))).toBeLessThan(30);
}, 120_000);
