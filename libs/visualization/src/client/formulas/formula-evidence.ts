import type { Evidence } from '../../api/formula-schemas.ts';
import { formatValue, type Quantity } from '../../format.ts';
import { postJson, ProblemError } from '../api.ts';
import { h } from '../browser/dom.ts';
import { problemPanel } from '../layout/layout.ts';

/** What is asked for: a formula and how it is read. */
export type Asked = () => { readonly formula: string; readonly dialect: string };

/** Numbers that are shown, by the names that a run stores them under. */
const shown: readonly (readonly [name: string, label: string, quantity: Quantity])[] = [
  ['ic1Mean', 'IC, 1 session', 'ratio'],
  ['ic1T', 't of it, 1 session', 'tStatistic'],
  ['ic5Mean', 'IC, 5 sessions', 'ratio'],
  ['ic5T', 't of it, 5 sessions', 'tStatistic'],
  ['ic21Mean', 'IC, 21 sessions', 'ratio'],
  ['ic21T', 't of it, 21 sessions', 'tStatistic'],
  ['premiumT', 't of the premium', 'tStatistic'],
  ['premiumPValue', 'p of the premium, unadjusted', 'pValue'],
  ['netPremium', 'Premium after costs', 'percent'],
  ['turnover', 'Turnover per session', 'percent'],
  ['rankAutocorrelation', 'Rank autocorrelation', 'ratio'],
];

/** The panel that shows what a formula finds at a glance. */
export function createEvidencePanel(asked: Asked) {
  const outcome = h('div', { role: 'status', class: 'look' });
  const button = h('button', { type: 'button', onclick: () => void look() }, 'Show evidence');
  button.disabled = true;
  const denied = h('p', {}, 'Evidence counts as a trial in the ledger, and this page may not write anything.');
  const ask = h(
    'p',
    {},
    button,
    h(
      'small',
      {},
      ' Ctrl-Enter in the editor does the same. Each formula whose evidence you look at counts as a trial in the ledger.',
    ),
  );
  const element = h('section', { class: 'panel', 'aria-label': 'Evidence' }, ask, denied, outcome);
  let isAllowed = false;

  async function look(): Promise<void> {
    if (button.disabled || !isAllowed) return;
    button.disabled = true;
    outcome.replaceChildren(h('p', {}, 'Computing\u2026'));
    try {
      outcome.replaceChildren(...partsOf(await postJson<Evidence>('/api/v1/formulas/evidence', asked())));
    } catch (thrown) {
      if (!(thrown instanceof ProblemError)) throw thrown;
      outcome.replaceChildren(problemPanel(thrown.problem));
    }
    button.disabled = false;
  }

  return {
    element,
    look,
    /** Whether the caller may have the trial written. */
    permit: (mayWrite: boolean) => {
      isAllowed = mayWrite;
      ask.hidden = !mayWrite;
      denied.hidden = mayWrite;
    },
    /** What was shown is for another text now. */
    allow: (isGood: boolean) => {
      button.disabled = !isGood;
      outcome.replaceChildren();
    },
  };
}

function partsOf(found: Evidence): HTMLElement[] {
  const { stocks, sessions, first, last, coverage, isPart, synthetic, milliseconds, statistics } = found;
  const part = isPart ? ', a part of the warehouse' : '';
  return [
    h(
      'p',
      {},
      `${synthetic ? 'SYNTHETIC DATA: ' : ''}${stocks} stocks, ${sessions} sessions from ${first} to ${last}${part}; in ${seconds(milliseconds)} s.`,
    ),
    h(
      'dl',
      { class: 'facts' },
      fact('Coverage', formatValue(coverage, 'percent'), coverage),
      ...shown.map(([name, label, quantity]) => {
        const value = statistics[name] ?? null;
        return fact(label, formatValue(value, quantity), value);
      }),
    ),
  ];
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}

function fact(name: string, text: string, value: number | null): HTMLElement {
  const content = h('dd', {}, text);
  if (value !== null) content.dataset['value'] = String(value);
  return h('div', {}, h('dt', {}, name), content);
}
