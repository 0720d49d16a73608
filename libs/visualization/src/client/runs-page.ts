import type { RunsPageBody, Slices } from '../api/page-schemas.ts';
import { durationMap } from '../charts/operations.ts';
import { dataTable, scrollRegion } from './data-table.ts';
import { h } from './dom.ts';
import { createFigure } from './figure.ts';
import { fillSelect, selectOf } from './filter-form.ts';
import type { Layout } from './layout.ts';
import { type Change, type Page, pick } from './page.ts';
import { queryOf, type UrlState } from './url-state.ts';

interface RunsData {
  readonly runs: RunsPageBody;
  /** Of the run in the address. */
  readonly slices: Slices | undefined;
}

const states = ['running', 'succeeded', 'failed'];
const heads = ['Run', 'State', 'Started (UTC)', 'Seconds', 'Slices', 'Attempts', 'Data', 'Error', 'Command'];
const sliceColumns = [
  { key: 'stage', label: 'Stage', quantity: 'text' },
  { key: 'factor', label: 'Factor', quantity: 'text' },
  { key: 'start', label: 'Start', quantity: 'date' },
  { key: 'end', label: 'End', quantity: 'date' },
  { key: 'status', label: 'State', quantity: 'text' },
  { key: 'attempt', label: 'Attempt', quantity: 'count' },
  { key: 'rowsIn', label: 'Rows in', quantity: 'count' },
  { key: 'rowsOut', label: 'Rows out', quantity: 'count' },
  { key: 'durationMs', label: 'Milliseconds', quantity: 'milliseconds' },
  { key: 'host', label: 'Host', quantity: 'text' },
  { key: 'error', label: 'Error', quantity: 'text' },
] as const;

/** Every run in every state, and the slices of the chosen one. */
export function runsPage({ announce, markSynthetic }: Layout, change: Change): Page<RunsData> {
  const status = selectOf('status', 'State', (value) => change({ status: value }));
  const list = h('div', { class: 'panel' });
  const durations = createFigure('durations');
  const detail = h('div');
  return {
    title: 'Runs',
    content: [
      h(
        'form',
        { class: 'filters panel', 'aria-label': 'Filters', onsubmit: (event) => event.preventDefault() },
        status.field,
      ),
      list,
      durations.element,
      detail,
    ],
    async load(state, get) {
      const chosen = state['run'];
      const [runs, slices] = await Promise.all([
        get<RunsPageBody>(`/api/v1/runs${queryOf({ ...pick(state, 'status'), pageSize: '200' })}`),
        chosen ? get<Slices>(`/api/v1/runs/${encodeURIComponent(chosen)}/slices`) : undefined,
      ]);
      return { runs, slices };
    },
    show({ runs, slices }, state) {
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
          : scrollRegion('Runs', runTable(runs, state)),
      );
      durations.element.hidden = runs.durations.length === 0;
      if (!durations.element.hidden) durations.draw((context) => durationMap(runs, context), false);
      detail.replaceChildren(...(slices ? sliceSection(slices) : []));
      announce(`${runs.total} runs shown`);
    },
  };
}

function runTable({ rows }: RunsPageBody, state: UrlState): HTMLElement {
  const lines = rows.map((run) =>
    h(
      'tr',
      {},
      h('td', {}, h('a', { href: `/runs${queryOf({ ...pick(state, 'status'), run: run.run })}` }, run.run)),
      h('td', { class: `state ${run.status}` }, run.status),
      h('td', {}, run.startedAt.slice(0, 19)),
      h('td', { class: 'number' }, run.durationMs === null ? 'n/a' : (run.durationMs / 1000).toFixed(1)),
      h(
        'td',
        { class: 'number' },
        `${run.slicesDone} of ${run.slices}${run.slicesFailed > 0 ? `, ${run.slicesFailed} failed` : ''}`,
      ),
      h('td', { class: 'number' }, run.attempts),
      h('td', {}, run.synthetic ? 'synthetic' : 'real'),
      h('td', { class: 'wrap' }, run.error || '-'),
      h('td', { class: 'wrap' }, h('code', {}, run.command)),
    ),
  );
  return h(
    'table',
    {},
    h('caption', {}, 'Runs, newest first; the command shows a complete run and finishes an interrupted one'),
    h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col', class: 'text' }, head)))),
    h('tbody', {}, ...lines),
  );
}

function sliceSection({ run, rows }: Slices): HTMLElement[] {
  return [
    h('h2', {}, 'Slices of run ', h('code', {}, run.run)),
    h('p', {}, h('a', { href: `/${queryOf({ run: run.run })}` }, 'Results of this run')),
    h(
      'div',
      { class: 'panel' },
      dataTable({ columns: sliceColumns, rows: rows.map((row) => ({ ...row, error: row.error || '-' })) }, 'Slices'),
      h(
        'p',
        { class: 'downloads' },
        h(
          'a',
          { href: `/api/v1/runs/${encodeURIComponent(run.run)}/slices?format=csv`, download: '' },
          'Download slices as CSV',
        ),
      ),
    ),
  ];
}
