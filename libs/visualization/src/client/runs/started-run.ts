import type { StartedBody, StartFate } from '../../api/operation-schemas.ts';
import { h } from '../browser/dom.ts';
import { commandOf } from './run-tables.ts';

/** Milliseconds after which a run that is not recorded yet is no longer waited for. */
const patience = 300_000;

/** What a page does about a run that was started from it. */
export type NextStep =
  { readonly kind: 'wait' } | { readonly kind: 'show' } | { readonly kind: 'tell'; readonly words: HTMLElement };

/**
 * What to do about a run that was started from the page: wait until the warehouse has it, then show it; report when
 * what was started for it ended before that, or does not get there.
 *
 * @param waited - milliseconds since the start
 */
export function nextStep(started: StartedBody, { recorded, ended, how, said }: StartFate, waited: number): NextStep {
  if (recorded === 'succeeded' || recorded === 'failed') return { kind: 'show' };
  if (ended) return { kind: 'tell', words: endedPanel(started, recorded !== null, how, said) };
  if (recorded !== null) return { kind: 'show' };
  return waited > patience ? { kind: 'tell', words: latePanel(started) } : { kind: 'wait' };
}

function endedPanel({ run, command, kind }: StartedBody, recorded: boolean, how: string, said: string): HTMLElement {
  const what = kind === 'execution' ? 'execution' : 'process';
  const head = recorded ? ' ended before it was done' : ' ended before it was recorded';
  const left = recorded ? 'What it had finished is kept, and starting it again continues from there. ' : '';
  return panel(
    h('h3', {}, 'Run ', h('code', {}, run), head),
    said === ''
      ? h('p', {}, `Its ${what} ended with ${how} and wrote nothing: it was killed, or memory ran out.`)
      : h('p', {}, `Its ${what} ended with ${how}. Its last output:`),
    ...(said === '' ? [] : [h('pre', {}, said)]),
    h('p', {}, `${left}Change the request and start again, or see all its output in a terminal: `),
    h('p', {}, commandOf(command)),
  );
}

function latePanel({ run, command, kind }: StartedBody): HTMLElement {
  const where = kind === 'execution' ? 'Look at its execution below' : 'Look at the terminal of the dashboard';
  return panel(
    h('h3', {}, 'Run ', h('code', {}, run), ' is not recorded after five minutes'),
    h('p', {}, `${where}; this page no longer waits for it. Reload the page to check again, or run it in a terminal: `),
    h('p', {}, commandOf(command)),
  );
}

function panel(...children: HTMLElement[]): HTMLElement {
  return h('div', { class: 'problem', role: 'alert' }, ...children);
}
