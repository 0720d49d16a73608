import type { FactorDecay } from '@fm/results/evidence';
import { percent, tableOf } from '../output.ts';

/** The premium of the side that pays over the 36 months up to the last month of each year, with its band. */
export function decayTable({ rolling }: FactorDecay): string {
  const lastOfYear = rolling.filter(({ month }, at) => rolling[at + 1]?.month.slice(0, 4) !== month.slice(0, 4));
  return tableOf(lastOfYear, [
    { heading: '36 months to', cell: ({ month }) => month },
    { heading: 'premium a year', cell: ({ mean }) => mean, text: ({ mean }) => percent(mean) },
    { heading: '95 % from', cell: ({ low }) => low, text: ({ low }) => percent(low) },
    { heading: 'to', cell: ({ high }) => high, text: ({ high }) => percent(high) },
  ]);
}
