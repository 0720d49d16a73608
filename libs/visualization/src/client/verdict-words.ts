import type { VerdictRow } from '../api/schemas.ts';
import type { Verdict } from '../statistics/verdict.ts';
import { h } from './dom.ts';

/** Plain words for each verdict, with a mark that does not depend on colour, and what stands behind it. */
const words: Readonly<Record<Verdict, readonly [mark: string, word: string, why: string]>> = {
  strong: [
    '\u25cf',
    'Strong evidence',
    'significant after Holm over all trials, and the date ranges agree on the sign',
  ],
  some: [
    '\u25d0',
    'Some evidence',
    'significant after Benjamini-Hochberg; not after Holm, or the date ranges disagree on the sign',
  ],
  against: ['\u25b2', 'Against expectation', 'significant, with the sign that the literature does not expect'],
  none: ['\u25cb', 'No evidence', 'not significant after adjustment for the number of trials'],
  missing: ['\u2013', 'No result', 'there is no premium, or the run holds no adjusted p-value'],
};

/** The verdict as mark and word. */
export function verdictBadge(verdict: Verdict): HTMLElement {
  const [mark, word, why] = words[verdict];
  return h('span', { class: `verdict ${verdict}`, title: why }, h('span', { 'aria-hidden': 'true' }, `${mark} `), word);
}

/** The rule, for readers who want to know. */
export function verdictRule(): HTMLElement {
  return h(
    'details',
    { class: 'rule' },
    h('summary', {}, 'How the verdict is made'),
    h(
      'ul',
      {},
      ...Object.values(words).map(([mark, word, why]) => h('li', {}, h('strong', {}, `${mark} ${word}`), `: ${why}.`)),
    ),
    h(
      'p',
      {},
      'Premium: annualised mean of the long-short return over the widest date range, with its 95 % interval (Newey-West). ' +
        'p-values are adjusted over every factor and date range of the run at the 5 % level; two thirds of the other date ' +
        'ranges must have the same sign. The deflated Sharpe ratio is shown and does not decide.',
    ),
  );
}

const signWords = new Map([
  [1, '+'],
  [-1, '\u2212'],
]);

/** Expected sign and whether the premium has it. */
export function signText({ expectedSign, premium }: Pick<VerdictRow, 'expectedSign' | 'premium'>): string {
  const expected = signWords.get(expectedSign);
  if (expected === undefined) return 'none';
  if (premium === null || premium === 0) return expected;
  return `${expected}, ${premium * expectedSign > 0 ? 'found' : 'opposite'}`;
}
