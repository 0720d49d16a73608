import type { StartedBody } from '../api/operation-schemas.ts';
import { postJson, ProblemError } from './api.ts';
import { h } from './dom.ts';
import { problemPanel } from './layout.ts';

/** Fields of the workflow's input that the form asks for; an empty one takes the default of `fm mine`. */
const fields = [
  ['factors', 'Factors', 'all, or names joined by commas', 'all'],
  ['universe', 'Universe', 'ingested, demonstration, or symbols joined by commas', 'ingested'],
  ['ranges', 'Date ranges', 'yearly, quarterly, rolling:252:21 or FROM..TO, joined by commas', 'yearly'],
  ['from', 'First day used', 'YYYY-MM-DD', ''],
  ['to', 'Last day used', 'YYYY-MM-DD', ''],
  ['weighting', 'Weighting', 'equal or cap', 'equal'],
  ['groups', 'Portfolios per sort', '2 to 100', '3'],
  ['horizons', 'Horizons in sessions', 'joined by commas', '1,5,21'],
  ['cost_basis_points', 'Cost in basis points', '0 to 10000', '10'],
  ['thread_no', 'Groups of stocks', 'how the work is cut; empty: as planned', ''],
  ['parallel_m', 'Segments of dates', 'how the work is cut; empty: as planned', ''],
] as const;

/**
 * The form that starts a run.
 *
 * @param started - called with the run once it was started or found complete
 */
export function createStartForm(started: (run: string) => void) {
  const inputs = fields.map(([name, label, hint, initial]) => {
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
    'You may not start runs here. ',
    h('code', {}, 'npm run fm -- serve --allow-runs'),
    ' gives the permission on this machine.',
  );
  const element = h('details', { class: 'panel' }, h('summary', {}, 'Start a run'), denied, form, outcome);

  async function send(): Promise<void> {
    button.disabled = true;
    outcome.replaceChildren(h('p', {}, 'Starting\u2026'));
    const given = inputs.map(({ name, input }) => [name, input.value.trim()] as const);
    try {
      const body = Object.fromEntries(given.filter(([, value]) => value !== ''));
      const { run, complete } = await postJson<StartedBody>('/api/v1/runs', body);
      outcome.replaceChildren(
        h('p', {}, complete ? 'This run is complete already: ' : 'Started run ', h('code', {}, run)),
      );
      started(run);
    } catch (thrown) {
      if (!(thrown instanceof ProblemError)) throw thrown;
      outcome.replaceChildren(problemPanel(thrown.problem));
    } finally {
      button.disabled = false;
    }
  }

  return {
    element,
    allow(may: boolean) {
      form.hidden = !may;
      denied.hidden = may;
    },
  };
}
