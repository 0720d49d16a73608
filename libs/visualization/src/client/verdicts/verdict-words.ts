import { type Belief, beliefRules, beliefs } from '@fm/results/evidence';
import type { VerdictRow } from '../../api/schemas.ts';
import { h } from '../browser/dom.ts';

/** A mark for each word that does not depend on colour. */
const marks: Readonly<Record<Belief, string>> = {
  believe: '\u25cf',
  'believe, not tradable': '\u25c9',
  unsure: '\u25d0',
  'no evidence': '\u25cb',
  'no answer': '\u2013',
};

/** The verdict as mark and word. */
export function verdictBadge(belief: Belief): HTMLElement {
  const look = `verdict ${belief.replace(/[ ,]+/g, '-')}`;
  const mark = h('span', { 'aria-hidden': 'true' }, `${marks[belief]} `);
  return h('span', { class: look, title: beliefRules[belief] }, mark, belief);
}

/** The verdict as its mark, with its word for screen readers and on pointing at it. */
export function verdictMark(belief: Belief): HTMLElement {
  const look = `verdict ${belief.replace(/[ ,]+/g, '-')}`;
  return h(
    'span',
    { class: look, title: belief },
    h('span', { 'aria-hidden': 'true' }, marks[belief]),
    h('span', { class: 'visually-hidden' }, `${belief}: `),
  );
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
      '. Premium: annualised mean of High minus Low over the sample, with its 95 % interval, t and p by cosines (Lazarus, ' +
        'Lewis, Stock and Watson 2018). After costs: the absolute premium less trading costs, for who holds the side that ' +
        'pays; long is long High, short is long Low. Two more points can count against a premium: its sign is not that of the ' +
        'literature, or factors that are not near-duplicates span it (p of the alpha 5 % or more). Deflated Sharpe: ' +
        'confidence that the true Sharpe ratio is above the best that as many worthless trials are expected to show.',
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
