import type { ExecutionsBody, RunsPageBody, SlicesBody } from '../../api/operation-schemas.ts';
import { cutOf } from '../../charts/operations.ts';
import { holdoutState } from '@fm/results/evidence';
import { formatValue } from '../../format.ts';
import { dataTable, scrollRegion } from '../tables/data-table.ts';
import { h } from '../browser/dom.ts';
import { type Change, pick } from '../pages/page.ts';
import { pageButtons } from '../forms/page-buttons.ts';
import { downloads, panel } from '../layout/sections.ts';
import { queryOf, type UrlState } from '../browser/url-state.ts';

const heads = [
  ['Name', 'text'],
  ['Run', 'text'],
  ['State', 'text'],
  ['Started (UTC)', 'text'],
  ['Seconds', 'number'],
  ['Slices', 'number'],
  ['Attempts', 'number'],
  ['Cut', 'text'],
  ['Data', 'text'],
] as const;

const stageColumns = [
  { key: 'stage', label: 'Stage', quantity: 'text' },
  { key: 'planned', label: 'Planned', quantity: 'count' },
  { key: 'running', label: 'Running', quantity: 'count' },
  { key: 'succeeded', label: 'Succeeded', quantity: 'count' },
  { key: 'failed', label: 'Failed', quantity: 'count' },
  { key: 'superseded', label: 'Cut again', quantity: 'count' },
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

/** Every run, and below it, over the whole width, its error and the command that resumes or shows it. */
export function runTable({ rows }: RunsPageBody, state: UrlState): HTMLElement {
  return scrollRegion(
    'Runs',
    h(
      'table',
      { class: 'runs' },
      h('caption', {}, 'Runs, newest first; the command shows a complete run and finishes an interrupted one'),
      h('thead', {}, h('tr', {}, ...heads.map(([head, side]) => h('th', { scope: 'col', class: side }, head)))),
      ...rows.map((run) => h('tbody', {}, lineOf(run, state), detailsOf(run))),
    ),
  );
}

type RunRow = RunsPageBody['rows'][number];

function lineOf(run: RunRow, state: UrlState): HTMLElement {
  const failed = run.slicesFailed > 0 ? `, ${run.slicesFailed} failed` : '';
  const address = `/runs${queryOf({ ...pick(state, 'status', 'all'), run: run.run })}`;
  return h(
    'tr',
    {},
    h('td', {}, nameOf(run)),
    h('td', {}, h('a', { href: address }, run.run)),
    h('td', { class: `state ${run.status}` }, [run.status, markOf(run)].filter(Boolean).join(', ')),
    h('td', {}, run.startedAt.slice(0, 19)),
    h('td', { class: 'number' }, formatValue(run.durationMs === null ? null : run.durationMs / 1000, 'seconds')),
    h('td', { class: 'number' }, `${run.slicesDone} of ${run.slices}${failed}`),
    h('td', { class: 'number' }, run.sliceAttempts),
    h('td', {}, cutOf(run)),
    h('td', {}, run.synthetic ? 'synthetic' : 'real'),
  );
}

function nameOf({ name }: RunRow): HTMLElement {
  return name === '' ? h('span', { class: 'where' }, 'not named') : h('strong', {}, name);
}

function markOf({ pinned, archived }: RunRow): string {
  return pinned ? 'pinned' : archived ? 'archived' : '';
}

function shortList(names: readonly string[]): string {
  return names.length <= 4 ? names.join(' ') : `${names.slice(0, 3).join(' ')} and ${names.length - 3} more`;
}

/** What was requested of a run, and whether its hold-out was looked at. */
function askedOf({ factors, ranges, universe, holdout, openedOn }: RunRow): string {
  const held = holdoutState(holdout, openedOn);
  const asked = [
    shortList(factors),
    ranges === '' ? '' : `ranges ${ranges}`,
    universe === '' ? '' : `universe ${shortList(universe.split(','))}`,
    held === '' ? '' : `hold-out ${held}`,
  ];
  return asked.filter(Boolean).join('; ');
}

function detailsOf(run: RunRow): HTMLElement {
  const { note, error, command } = run;
  const asked = askedOf(run);
  return h(
    'tr',
    { class: 'below' },
    h(
      'td',
      { colspan: heads.length },
      asked === '' ? undefined : h('p', {}, asked),
      note === '' ? undefined : h('p', {}, note),
      error === '' ? undefined : h('p', { class: 'failure' }, error),
      commandOf(command),
    ),
  );
}

/** A command whose lines break between words and between the names of a list, not within the hyphens of an option. */
export function commandOf(command: string): HTMLElement {
  const parts = command.split(/(?<=[ ,])/);
  const shown = (part: string) => (part.startsWith('--') ? h('span', { class: 'word' }, part) : part);
  return h('code', {}, ...parts.flatMap((part) => [shown(part), h('wbr')]));
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
      : [panel(dataTable({ columns: attemptColumns, rows: attempts.map(withDash) }, 'Failed and repeated attempts'))]),
  ];
}

/** Executions of the state machine, newest first. */
export function executionTable({ rows }: ExecutionsBody): HTMLElement {
  if (rows.length === 0) return h('p', {}, 'The state machine has no executions yet.');
  const shown = rows.map((row) => ({
    ...row,
    state: row.state ?? '-',
    startedAt: row.startedAt?.slice(0, 19).replace('T', ' '),
    seconds: row.durationMs === null ? null : row.durationMs / 1000,
    error: row.error || '-',
  }));
  return dataTable({ columns: executionColumns, rows: shown }, 'Latest executions');
}
