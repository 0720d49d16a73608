import type { Kept } from '../../api/formula-schemas.ts';
import type { StartedBody } from '../../api/operation-schemas.ts';
import { postJson, ProblemError } from '../api.ts';
import { h } from '../browser/dom.ts';
import type { Asked } from './formula-evidence.ts';
import { problemPanel } from '../layout/layout.ts';

/**
 * Keeps the formula where that may be written, and mines it where runs may be started.
 *
 * @param done - called once a formula was kept
 */
export function createFormulaActions(asked: Asked, done: () => void) {
  const name = h('input', {
    name: 'name',
    autocomplete: 'off',
    placeholder: 'mom',
    'aria-describedby': 'formula-name',
  });
  const outcome = h('div', { role: 'status' });
  const keep = h('button', { type: 'button', onclick: () => void run(keepIt) }, 'Keep as factor');
  const mine = h('button', { type: 'button', onclick: () => void run(mineIt) }, 'Mine');
  const buttons = [keep, mine];
  const form = h(
    'div',
    { class: 'formula-actions' },
    h('label', {}, 'Name ', name, h('small', { id: 'formula-name' }, ' letters, digits, _ - and .')),
    ...buttons,
  );
  const denied = h('p', {}, 'Formulas cannot be kept, nor runs started, from this page.');
  const element = h('section', { class: 'panel', 'aria-label': 'Keep and mine' }, form, denied, outcome);

  async function run(work: () => Promise<HTMLElement>): Promise<void> {
    buttons.forEach((button) => (button.disabled = true));
    try {
      outcome.replaceChildren(await work());
    } catch (thrown) {
      if (!(thrown instanceof ProblemError)) throw thrown;
      outcome.replaceChildren(problemPanel(thrown.problem));
    }
    buttons.forEach((button) => (button.disabled = false));
  }

  async function keepIt(): Promise<HTMLElement> {
    const kept = await postJson<Kept>('/api/v1/formulas/kept', { ...asked(), name: name.value.trim() });
    done();
    return h('p', {}, 'Kept as ', h('strong', {}, kept.name), ', ', h('code', {}, kept.hash), '.');
  }

  async function mineIt(): Promise<HTMLElement> {
    const own = name.value.trim() || 'formula';
    const formulas = [{ ...asked(), name: own }];
    const { run: id, complete } = await postJson<StartedBody>('/api/v1/runs', { formulas, factors: own });
    const where = h('a', { href: complete ? `/?run=${id}` : `/runs?run=${id}` }, id);
    return h('p', {}, complete ? 'Run ' : 'Started run ', where, complete ? ' was already complete.' : '.');
  }

  return {
    element,
    allow: ({ mayStart, mayWrite }: { readonly mayStart: boolean; readonly mayWrite: boolean }) => {
      keep.hidden = !mayWrite;
      mine.hidden = !mayStart;
      form.hidden = !mayStart && !mayWrite;
      denied.hidden = !form.hidden;
    },
    ready: (isGood: boolean) => {
      buttons.forEach((button) => (button.disabled = !isGood));
    },
  };
}
