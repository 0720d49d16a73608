import type { LabelChangeBody } from '../../api/operation-schemas.ts';
import { labelFields } from '../../api/label-fields.ts';
import type { Run } from '../../api/schemas.ts';
import { patchJson, ProblemError } from '../api.ts';
import { deleteButton } from './delete-run.ts';
import { h } from '../browser/dom.ts';
import { problemPanel } from '../layout/layout.ts';

/**
 * The labels of a run: its name and note, whether it is shown first, and whether lists leave it out; and its deletion.
 *
 * @param changed - called once the server has taken a change
 * @param deleted - called once the run is gone
 */
export function labelForm(run: Run, changed: () => void, deleted: () => void): HTMLElement {
  const outcome = h('div', { role: 'status' });
  const inputs = labelFields.map(({ name, label }) => {
    const input = h('input', { name, value: name === 'name' ? run.name : run.note, autocomplete: 'off' });
    return { name, input, field: h('label', {}, h('span', {}, label), input) };
  });
  const deletion = deleteButton(run, deleted);
  const button = (label: string, change: LabelChangeBody) =>
    h('button', { type: 'button', onclick: () => void send(change) }, label);
  const form = h(
    'form',
    { class: 'start', 'aria-label': 'Name of the run' },
    ...inputs.map(({ field }) => field),
    h(
      'div',
      { class: 'buttons' },
      h('button', {}, 'Save'),
      ' ',
      run.pinned ? button('Unpin', { pinned: false }) : button('Pin', { pinned: true }),
      ' ',
      run.archived ? button('Restore', { archived: false }) : button('Archive', { archived: true }),
      ' ',
      deletion.button,
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(Object.fromEntries(inputs.map(({ name, input }) => [name, input.value])));
  });

  async function send(change: LabelChangeBody): Promise<void> {
    try {
      await patchJson<Run>(`/api/v1/runs/${encodeURIComponent(run.run)}`, change);
      changed();
    } catch (thrown) {
      if (!(thrown instanceof ProblemError)) throw thrown;
      outcome.replaceChildren(problemPanel(thrown.problem));
    }
  }

  return h('div', { class: 'panel' }, form, deletion.question, outcome);
}
