import { type Belief, beliefRules, beliefs } from '@fm/results/evidence';
import type { VerdictRow } from '../api/schemas.ts';
import { h } from './dom.ts';

/** A mark for each word that does not depend on colour. */
const marks: Readonly<Record<Belief, string>> = {
  believe: '\u25cf',
  unsure: '\u25d0',
  'no evidence': '\u25cb',
  'no result': '\u2013',
};

/** The verdict as mark and word. */
export function verdictBadge(belief: Belief): HTMLElement {
  const look = `verdict ${belief.replace(' ', '-')}`;
  const mark = h('span', { 'aria-hidden': 'true' }, `${marks[belief]} `);
  return h('span', { class: look, title: beliefRules[belief] }, mark, belief);
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
      ...beliefs.map((belief) =>
        h('li', {}, h('strong', {}, `${marks[belief]} ${belief}`), `: ${beliefRules[belief]}.`),
      ),
    ),
    h(
      'p',
      {},
      'It is the verdict of ',
      h('code', {}, 'fm results'),
      '. Premium: annualised mean of High minus Low over the longest date range, with its 95 % interval (Newey-West); p is ' +
        'its p-value. Against a premium may stand that it has not the sign of the literature, that costs are more than it ' +
        '(after costs: |premium| less costs, for who holds the side that pays; long is long High and short Low), or that the other factors span it (alpha of the spanning regression with ' +
        '|t| below 1.96). The deflated Sharpe ratio is shown and does not decide.',
    ),
  );
}

const signWords = new Map([
  [1, '+'],
  [-1, '\u2212'],
]);

/** Sign in the literature, and in words whether the premium has it; nothing where one of the two is not known. */
export function signWordsOf({ expectedSign, premium }: Pick<VerdictRow, 'expectedSign' | 'premium'>): string[] {
  const expected = signWords.get(expectedSign);
  if (expected === undefined) return ['none'];
  if (premium === null || premium === 0) return [expected];
  return [expected, premium * expectedSign > 0 ? 'found' : 'opposite'];
}
