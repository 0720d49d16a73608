import { expect, test } from '@jest/globals';
import type { FactorSummary } from '@fm/results';
import { decayTable } from './signal-tables.ts';

const summaryOf = (statistics: Record<string, number | null>): FactorSummary => ({
  ...{ factor: 'ROC10', factorType: 'technical', role: 'evidence', start: '2020-01-01', end: '2020-03-31' },
  ...{ stocks: 30, meanBeta: null, meanTStat: null, meanRSquared: null, significant: 0, significantAdjusted: 0 },
  ...{ premium: 0.1, side: 'long', volatility: 0.1, sharpe: 1, maxDrawdown: -0.1, premiumTStat: 1 },
  coverage: { sessions: 62, sessionsWithReturn: 62, meanStocks: 30, minStocks: 30, maxStocks: 30, drops: [] },
  statistics,
});

test('a horizon without a test has the reason below the table of the coefficients', () => {
  const tested = { ic5Mean: 0.01, ic5T: 1.2, ic5Degrees: 3, ic5PValue: 0.3 };
  const shown = decayTable(summaryOf({ ...tested, ic21Mean: 0.02, ic21T: null, ic21Degrees: 0, ic21PValue: null }));
  expect(shown).toHaveLength(2);
  expect(shown[0]).toMatch(/\n *21 +0\.0200 .*- +-\n/);
  expect(shown[1]).toBe('No t or p at 21 sessions: fewer than six independent periods of 21 sessions.');
  expect(decayTable(summaryOf(tested))).toHaveLength(1);
});

test('one estimator of t and p is named once', () => {
  const [shown] = decayTable(summaryOf({ ic5Mean: 0.01, ic5T: 1.2, ic5Degrees: 3, ic5PValue: 0.3 }));
  expect(shown).toMatch(/\nt and p: equal-weighted cosines[^;]*$/);
});
