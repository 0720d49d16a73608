import type { FormulaLibrary } from './library.ts';
import { publishedFactors, type PublishedRow } from './published.ts';

const rows: readonly PublishedRow[] = [
  [
    'ShortInterest',
    -1,
    'Dechow, Hutton, Meulbroek and Sloan',
    2001,
    1976,
    1993,
    0,
    'Shares sold short over shares outstanding.',
    'shares_short / shares',
  ],
];

/** What short sellers hold: signals of the short interest that exchanges publish twice a month. */
export const shortSelling: FormulaLibrary = {
  name: 'short-selling',
  summary: 'Short interest.',
  source: 'The paper that each signal names.',
  factors: publishedFactors('sentiment', rows),
};
