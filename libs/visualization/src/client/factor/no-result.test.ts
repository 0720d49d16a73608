import { expect, test } from '@jest/globals';
import type { SummaryRow } from '../../api/schemas.ts';
import { isWithoutResult, reasonsOf } from './no-result.ts';

const drops = Array.from({ length: 7 }, (_, at) => ({ reason: `reason ${at}`, unit: 'cells', count: at * 1000 }));
const row = (premium: number | null) => ({ premium }) as Partial<SummaryRow> as SummaryRow;

test('the reasons that cost most come first, and no more than five', () => {
  const coverage = { drops } as Partial<SummaryRow['coverage']> as SummaryRow['coverage'];
  expect(reasonsOf({ coverage })).toHaveLength(5);
  expect(reasonsOf({ coverage })[0]).toBe('reason 6: 6,000 cells');
});

test('a factor with a premium in one range has a result', () => {
  expect(isWithoutResult([row(null), row(0)])).toBe(false);
  expect(isWithoutResult([row(null), row(null)])).toBe(true);
});
