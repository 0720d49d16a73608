import type { ExecutionsBody, RunsPageBody, SlicesBody } from '../api/operation-schemas.ts';
import { cutOf } from '../charts/operations.ts';
import { formatValue } from '../format.ts';
import { dataTable, scrollRegion } from './data-table.ts';
import { h } from './dom.ts';
import { type Change, pick } from './page.ts';
import { pageButtons } from './page-buttons.ts';
import { downloads, panel } from './sections.ts';
import { queryOf, type UrlState } from './url-state.ts';

const heads = ['Run', 'State', 'Started (UTC)', 'Seconds', 'Slices', 'Attempts', 'Cut', 'Data', 'Error', 'Command'];

const stageColumns = [
  { key: 'stage', label: 'Stage', quantity: 'text' },
  { key: 'planned', label: 'Planned', quantity: 'count' },
  { key: 'running', label: 'Running', quantity: 'count' },
  { key: 'succeeded', label: 'Succeeded', quantity: 'count' },
  { key: 'failed', label: 'Failed', quantity: 'count' },
  { key: 'superseded', label: 'Cut anew', quantity: 'count' },
  { key: 'attempts', label: 'Attempts', quantity: 'count' },
  { key: 'seconds', label: 'Seconds', quantity: 'seconds' },
] as const;

const sliceColumns = [
  { key: 'stage', label: 'Stage', quantity: 'text' },
  { key: 'factor', label: 'Factor', quantity: 'text' },
  { key: 'part', label: 'Part', quantity: 'text' },
  { key: 'start', label: 'Start', quantity: 'date' },
  { key: 'end', label: 'End', quantity: 'date' },
  { key: 'status', label: 'State', quantity: 'text' },
  { key: 'attempts', label: 'Attempts', quantity: 'count' },
  { key: 'rowsIn', label: 'Rows in', quantity: 'count' },
  { key: 'rowsOut', label: 'Rows out', quantity: 'count' },
  { key: 'durationMs', label: 'Milliseconds', quantity: 'milliseconds' },
  { key: 'host', label: 'Host', quantity: 'text' },
  { key: 'error', label: 'Error', quantity: 'text' },
] as const;

const attemptColumns = [
  { key: 'slice', label: 'Slice', quantity: 'text' },
  { key: 'attempt', label: 'Attempt', quantity: 'count' },
  { key: 'status', label: 'State', quantity: 'text' },
  { key: 'startedAt', label: 'Started (UTC)', quantity: 'moment' },
  { key: 'durationMs', label: 'Milliseconds', quantity: 'milliseconds' },
  { key: 'host', label: 'Host', quantity: 'text' },
  { key: 'error', label: 'Error', quantity: 'text' },
] as const;

const executionColumns = [
  { key: 'name', label: 'Execution', quantity: 'text' },
  { key: 'status', label: 'State', quantity: 'text' },
  { key: 'state', label: 'Step', quantity: 'text' },
  { key: 'startedAt', label: 'Started (UTC)', quantity: 'moment' },
  { key: 'seconds', label: 'Seconds', quantity: 'seconds' },
  { key: 'error', label: 'Error', quantity: 'text' },
  { key: 'input', label: 'Input', quantity: 'text' },
] as const;

/** Every run with the command that resumes or shows it. */
export function runTable({ rows }: RunsPageBody, state: UrlState): HTMLElement {
  const lines = rows.map((run) => {
    const failed = run.slicesFailed > 0 ? `, ${run.slicesFailed} failed` : '';
    return h(
      'tr',
      {},
      h('td', {}, h('a', { href: `/runs${queryOf({ ...pick(state, 'status'), run: run.run })}` }, run.run)),
      h('td', { class: `state ${run.status}` }, run.status),
      h('td', {}, run.startedAt.slice(0, 19)),
      h('td', { class: 'number' }, formatValue(run.durationMs === null ? null : run.durationMs / 1000, 'seconds')),
      h('td', { class: 'number' }, `${run.slicesDone} of ${run.slices}${failed}`),
      h('td', { class: 'number' }, run.sliceAttempts),
      h('td', {}, cutOf(run)),
      h('td', {}, run.synthetic ? 'synthetic' : 'real'),
      h('td', run.error === '' ? {} : { class: 'wrap' }, run.error || '-'),
      h('td', { class: 'wrap' }, h('code', {}, run.command)),
    );
  });
  return scrollRegion(
    'Runs',
    h(
      'table',
      {},
      h('caption', {}, 'Runs, newest first; the command shows a complete run and finishes an interrupted one'),
      h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col', class: 'text' }, head)))),
      h('tbody', {}, ...lines),
    ),
  );
}

/** Stages, slices and attempts of one run. */
export function sliceSection(body: SlicesBody, change: Change): HTMLElement[] {
  const { run, rows, stages, attempts } = body;
  const withDash = <Row extends { error: string }>(row: Row) => ({ ...row, error: row.error || '-' });
  const stageRows = stages.map((stage) => ({ ...stage, seconds: stage.durationMs / 1000 }));
  const csv = `/api/v1/runs/${encodeURIComponent(run.run)}/slices?format=csv`;
  return [
    h('h2', {}, 'Slices of run ', h('code', {}, run.run)),
    h('p', {}, h('a', { href: `/${queryOf({ run: run.run })}` }, 'Results of this run')),
    panel(dataTable({ columns: stageColumns, rows: stageRows }, 'Stages')),
    h(
      'div',
      { class: 'panel' },
      dataTable(
        { columns: sliceColumns, rows: rows.map((row) => ({ ...withDash(row), part: row.part || 'all' })) },
        'Slices',
      ),
      h('nav', { class: 'pages', 'aria-label': 'Pages of slices' }, ...pageButtons(body, change)),
      downloads([csv, 'slices']),
    ),
    ...(attempts.length === 0
      ? []
      : [
          panel(
            dataTable(
              { columns: attemptColumns, rows: attempts.map(withDash) },
              'Attempts that failed or were made again',
            ),
          ),
        ]),
  ];
}

/** Executions of the state machine, newest first. */
export function executionTable({ rows }: ExecutionsBody): HTMLElement {
  if (rows.length === 0) return h('p', {}, 'The state machine has no execution yet.');
  const shown = rows.map((row) => ({
    ...row,
    state: row.state ?? '-',
    startedAt: row.startedAt?.slice(0, 19).replace('T', ' '),
    seconds: row.durationMs === null ? null : row.durationMs / 1000,
    error: row.error || '-',
  }));
  return dataTable({ columns: executionColumns, rows: shown }, 'Latest executions');
}
