import type { ExecutionsBody, RunsPageBody, SlicesBody, StartedBody, StartFate } from '../../api/operation-schemas.ts';
import { concurrencyMap, durationMap } from '../../charts/operations.ts';
import { hasSeveralCuts, hasSeveralRuns, timeSentences } from '../../charts/run-times.ts';
import { ProblemError } from '../api.ts';
import { h } from '../browser/dom.ts';
import { createFigure } from '../figures/figure.ts';
import { fillSelect, selectOf } from '../forms/filter-form.ts';
import { createLabelPanel } from '../runs/label-panel.ts';
import { type Layout, problemPanel } from '../layout/layout.ts';
import { type Change, type Page, pick } from './page.ts';
import { executionTable, runTable, sliceSection } from '../runs/run-tables.ts';
import { grid, section } from '../layout/sections.ts';
import { createStartForm } from '../runs/start-form.ts';
import { nextStep } from '../runs/started-run.ts';
import { queryOf } from '../browser/url-state.ts';

interface RunsData {
  readonly runs: RunsPageBody;
  /** Of the run in the address. */
  readonly slices: SlicesBody | undefined;
  readonly executions: ExecutionsBody | ProblemError;
  /** Of the run that was started here; undefined if no run is awaited, or its outcome cannot be determined. */
  readonly fate: StartFate | undefined;
}

const states = ['planned', 'running', 'succeeded', 'failed'];

/** How often the page reloads while a run is going, in milliseconds. */
const pause = 3000;

/** Every run in every state, the slices of the chosen one, executions, and the form that starts one. */
export function runsPage({ announce, markSynthetic }: Layout, change: Change): Page<RunsData> {
  const status = selectOf('status', 'State', (value) => change({ status: value, page: '' }));
  const list = h('div', { class: 'panel' });
  const durations = createFigure('durations');
  const concurrency = createFigure('concurrency');
  const charts = grid([durations, concurrency]);
  const times = h('div', { class: 'panel', id: 'times' });
  const [detail, executions] = [h('div'), h('div', { class: 'panel' })];
  const executionPart = section('Executions of the state machine', executions);
  /** A run that was started here and is not done: its process first reads what it will mine, and may end before that. */
  let awaited: { readonly started: StartedBody; readonly since: number; seen: boolean } | undefined;
  const start = createStartForm((started) => {
    awaited = { started, since: Date.now(), seen: false };
    change({ status: '' }, true);
  });
  const labels = createLabelPanel(
    () => change({}, true),
    () => change({ run: '', page: '' }, true),
  );
  let again: ReturnType<typeof setTimeout> | undefined;
  return {
    title: 'Runs',
    content: [
      h(
        'form',
        { class: 'filters panel', 'aria-label': 'Filters', onsubmit: (event) => event.preventDefault() },
        status.field,
      ),
      list,
      start.element,
      labels.element,
      detail,
      executionPart,
      times,
      charts,
    ],
    async load(state, get) {
      const [chosen, begun] = [state['run'], awaited?.started.run];
      const [runs, slices, executions, fate] = await Promise.all([
        get<RunsPageBody>(`/api/v1/runs${queryOf({ ...pick(state, 'status', 'all'), pageSize: '200' })}`),
        chosen
          ? get<SlicesBody>(
              `/api/v1/runs/${encodeURIComponent(chosen)}/slices${queryOf({ ...pick(state, 'page'), pageSize: '100' })}`,
            )
          : undefined,
        get<ExecutionsBody>('/api/v1/executions').catch((thrown: Error) => problemOr(thrown)),
        begun === undefined
          ? undefined
          : get<StartFate>(`/api/v1/runs/${encodeURIComponent(begun)}/start`).catch((thrown: Error) => {
              problemOr(thrown);
              return undefined;
            }),
      ]);
      return { runs, slices, executions, fate };
    },
    show({ runs, slices, executions: found, fate }, state) {
      markSynthetic(runs.rows.length > 0 && runs.rows.every((run) => run.synthetic));
      fillSelect(
        status.input,
        'All states',
        states.map((value) => ({ value, label: value })),
        state['status'],
      );
      list.replaceChildren(
        runs.rows.length === 0
          ? h('p', {}, 'No run yet. ', h('code', {}, 'npm run fm -- demo'), ' makes one.')
          : runTable(runs, state),
        ...archivedLine(runs, state['all'] !== undefined, change),
      );
      start.allow(runs);
      const sentences = timeSentences(runs);
      times.hidden = sentences.length === 0;
      times.replaceChildren(h('h2', {}, 'Time'), ...sentences.map((sentence) => h('p', {}, sentence)));
      durations.element.hidden = !hasSeveralRuns(runs);
      concurrency.element.hidden = !hasSeveralCuts(runs);
      charts.hidden = durations.element.hidden && concurrency.element.hidden;
      if (!durations.element.hidden) durations.draw((context) => durationMap(runs, context), false);
      if (!concurrency.element.hidden) concurrency.draw((context) => concurrencyMap(runs, context), false);
      labels.show(runs.mayLabel ? slices?.run : undefined);
      detail.replaceChildren(...(slices ? sliceSection(slices, change) : []));
      executionPart.hidden = !(found instanceof ProblemError) && !found.configured;
      executions.replaceChildren(found instanceof ProblemError ? problemPanel(found.problem) : executionTable(found));
      announce(`${runs.total} runs shown`);
      clearTimeout(again);
      if (followStart(fate)) return;
      const going = runs.rows.some((run) => run.status === 'running' || run.status === 'planned');
      if (going || awaited !== undefined) again = setTimeout(askAgain, pause);
    },
  };

  /** A hidden page does not reload; it does so when it is visible again. */
  function askAgain(): void {
    if (document.hidden) document.addEventListener('visibilitychange', askAgain, { once: true });
    else change({}, true);
  }

  /** Goes to the run that was started here once it is recorded, and reports when it ended too early; true if it went. */
  function followStart(fate: StartFate | undefined): boolean {
    if (awaited === undefined || fate?.run !== awaited.started.run) return false;
    const { started, since, seen } = awaited;
    const step = nextStep(started, fate, Date.now() - since);
    if (step.kind === 'wait') return false;
    if (step.kind === 'tell') start.say(step.words);
    const isDone = step.kind === 'tell' || fate.recorded === 'succeeded' || fate.recorded === 'failed';
    awaited = isDone ? undefined : { started, since, seen: true };
    if (step.kind !== 'show' || seen) return false;
    change({ run: started.run });
    return true;
  }
}

/** How many archived runs the list leaves out, and the way to them. */
function archivedLine({ archived }: RunsPageBody, all: boolean, change: Change): HTMLElement[] {
  if (!all && archived === 0) return [];
  const label = all ? 'Hide archived runs' : `Show ${archived} archived`;
  return [h('p', {}, h('button', { type: 'button', onclick: () => change({ all: all ? '' : 'true' }) }, label))];
}

function problemOr(thrown: Error): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  throw thrown;
}
