import { expect, test } from '@jest/globals';
import { misses, tableOf } from './table.ts';

test('a test misses its size where more samples than chance reject, or fewer', () => {
  const of = (rejected: number, samples: number): boolean => misses({ test: 'p', samples, rejected });
  expect([of(150, 3000), of(178, 3000), of(186, 3000), of(110, 3000)]).toEqual([false, false, true, true]);
  // A few samples do not decide.
  expect([of(8, 100), of(1, 100)]).toEqual([false, false]);
});

test('a table has the share and its interval for each test, and a star where it misses', () => {
  const cell = { stocks: 30, sessions: 62, returns: 'iid', signal: 'persistent' } as const;
  const table = tableOf(cell, [{ test: 'premiumPValue', samples: 3000, rejected: 300 }], { runs: 400, believing: 8 });
  expect(table).toContain('30 stocks, 62 sessions, iid returns, persistent signal');
  expect(table).toMatch(/premium +10\.0 % {2}\( +9\.0 to +11\.1\) {2}of 3000 {2}\*/);
  expect(table).toMatch(/a run that believes one +2\.0 % {2}\( +1\.0 to +3\.9\) {2}of 400/);
});
