import { expect, test } from '@jest/globals';
import type { Signal } from '../api/factor-schemas.ts';
import type { SummaryRow } from '../api/schemas.ts';
import { signalEvidence } from '../data/signal.ts';
import { coefficientSeries } from './signal.ts';
import { lightTheme } from './theme.ts';

function signalOf(statistics: Record<string, number | null>): Signal {
  const row = { start: '2020-01-01', end: '2020-03-31', premium: 0.1, premiumTStat: 1, statistics };
  const found = signalEvidence(undefined, row as Partial<SummaryRow> as SummaryRow, {
    ...{ weighting: 'equal', costBasisPoints: 10 },
  });
  return { run: 'r', factor: 'ROC10', ...found };
}

const context = { theme: lightTheme, width: 900, synthetic: false };
const tested = { ic5Mean: 0.01, ic5T: 1.2, ic5Degrees: 3, ic5PValue: 0.3 };
const untested = { ic21Mean: 0.02, ic21T: null, ic21Degrees: 0, ic21PValue: null };
const reason = 'no t: fewer than six independent periods of 21 sessions';

test('a chart of coefficients without a test says why, and one with a test its t', () => {
  const data = signalOf({ ...tested, ...untested });
  expect(coefficientSeries(data, context).lead).toMatch(/^Mean 0\.010, 95 % from -?0\.\d+ to 0\.\d+, t 1\.20\.$/);
  expect(coefficientSeries(signalOf(untested), context).lead).toBe(`Mean 0.020, ${reason}.`);
});
