import type { ExecutionsBody, RunsPageBody, SlicesBody } from '../api/operation-schemas.ts';
import { concurrencyMap, durationMap } from '../charts/operations.ts';
import { ProblemError } from './api.ts';
import { h } from './dom.ts';
import { createFigure } from './figure.ts';
import { fillSelect, selectOf } from './filter-form.ts';
import { type Layout, problemPanel } from './layout.ts';
import { type Change, type Page, pick } from './page.ts';
import { executionTable, runTable, sliceSection } from './run-tables.ts';
import { grid, section } from './sections.ts';
import { createStartForm } from './start-form.ts';
import { queryOf } from './url-state.ts';

interface RunsData {
  readonly runs: RunsPageBody;
  /** Of the run in the address. */
  readonly slices: SlicesBody | undefined;
  readonly executions: ExecutionsBody | ProblemError;
}

const states = ['planned', 'running', 'succeeded', 'failed'];

/** How often the page is asked again while a run is going, in milliseconds. */
const pause = 3000;

/** Every run in every state, the slices of the chosen one, executions, and the form that starts one. */
export function runsPage({ announce, markSynthetic }: Layout, change: Change): Page<RunsData> {
  const status = selectOf('status', 'State', (value) => change({ status: value, page: '' }));
  const list = h('div', { class: 'panel' });
  const durations = createFigure('durations');
  const concurrency = createFigure('concurrency');
  const charts = grid([durations, concurrency]);
  const [detail, executions] = [h('div'), h('div', { class: 'panel' })];
  const executionPart = section('Executions of the state machine', executions);
  /** A run that was started here and is not in the list yet: its process first reads what it will mine. */
  let awaited: string | undefined;
  const start = createStartForm((run) => {
    awaited = run;
    change({ status: '' }, true);
  });
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
      detail,
      executionPart,
      charts,
    ],
    async load(state, get) {
      const chosen = state['run'];
      const [runs, slices, executions] = await Promise.all([
        get<RunsPageBody>(`/api/v1/runs${queryOf({ ...pick(state, 'status'), pageSize: '200' })}`),
        chosen
          ? get<SlicesBody>(
              `/api/v1/runs/${encodeURIComponent(chosen)}/slices${queryOf({ ...pick(state, 'page'), pageSize: '100' })}`,
            )
          : undefined,
        get<ExecutionsBody>('/api/v1/executions').catch((thrown: Error) => problemOr(thrown)),
      ]);
      return { runs, slices, executions };
    },
    show({ runs, slices, executions: found }, state) {
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
      );
      start.allow(runs);
      charts.hidden = runs.durations.length === 0;
      if (!charts.hidden) {
        durations.draw((context) => durationMap(runs, context), false);
        concurrency.draw((context) => concurrencyMap(runs, context), false);
      }
      detail.replaceChildren(...(slices ? sliceSection(slices, change) : []));
      executionPart.hidden = !(found instanceof ProblemError) && !found.configured;
      executions.replaceChildren(found instanceof ProblemError ? problemPanel(found.problem) : executionTable(found));
      announce(`${runs.total} runs shown`);
      clearTimeout(again);
      const begun = awaited;
      if (begun !== undefined && runs.rows.some(({ run }) => run === begun)) {
        awaited = undefined;
        change({ run: begun });
        return;
      }
      const going = runs.rows.some((run) => run.status === 'running' || run.status === 'planned');
      if ((going || begun !== undefined) && !document.hidden) again = setTimeout(() => change({}, true), pause);
    },
  };
}

function problemOr(thrown: Error): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  throw thrown;
}
