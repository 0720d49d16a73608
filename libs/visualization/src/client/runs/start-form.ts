import type { RunsPageBody, StartedBody } from '../../api/operation-schemas.ts';
import { labelFields } from '../../api/label-fields.ts';
import { jobsField, startFields } from '../../api/start-fields.ts';
import { postJson, ProblemError } from '../api.ts';
import { h } from '../browser/dom.ts';
import { problemPanel } from '../layout/layout.ts';

/**
 * The form that starts a run.
 *
 * @param started - called once a run was started or found complete
 */
export function createStartForm(started: (what: StartedBody) => void) {
  const inputs = [...labelFields, ...startFields, jobsField].map(({ name, label, hint, initial }) => {
    const input = h('input', { name, value: initial, 'aria-describedby': `start-${name}`, autocomplete: 'off' });
    const field = h('label', {}, h('span', {}, label), input, h('small', { id: `start-${name}` }, hint));
    return { name, input, field };
  });
  const outcome = h('div', { role: 'status' });
  const button = h('button', {}, 'Start');
  const form = h(
    'form',
    { class: 'start', 'aria-label': 'Start a run' },
    ...inputs.map(({ field }) => field),
    h('div', {}, button),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  const denied = h(
    'p',
    {},
    'Runs cannot be started from this page. On one machine ',
    h('code', {}, 'npm run fm -- serve'),
    ' allows it, unless --no-runs or an address that others can reach was asked for.',
  );
  const element = h('details', { class: 'panel' }, h('summary', {}, 'Start a run'), denied, form, outcome);

  async function send(): Promise<void> {
    button.disabled = true;
    outcome.replaceChildren(h('p', {}, 'Starting\u2026'));
    const given = inputs.map(({ name, input }) => [name, input.value.trim()] as const);
    try {
      const body = Object.fromEntries(given.filter(([, value]) => value !== ''));
      const what = await postJson<StartedBody>('/api/v1/runs', body);
      const head = what.complete ? 'This run is already complete: ' : 'Started run ';
      outcome.replaceChildren(h('p', {}, head, h('code', {}, what.run)));
      started(what);
    } catch (thrown) {
      if (!(thrown instanceof ProblemError)) throw thrown;
      outcome.replaceChildren(problemPanel(thrown.problem));
    } finally {
      button.disabled = false;
    }
  }

  return {
    element,
    /** Shows the state of the run that was started. */
    say: (...parts: HTMLElement[]) => outcome.replaceChildren(...parts),
    /** Shows the form, or why there is none. */
    allow({ mayStart, mayLabel, mayChooseJobs }: RunsPageBody) {
      form.hidden = !mayStart;
      denied.hidden = mayStart;
      for (const { name, field } of inputs) {
        const isLabel = labelFields.some((one) => one.name === name);
        field.hidden = (name === jobsField.name && !mayChooseJobs) || (isLabel && !mayLabel);
      }
    },
  };
}
