import type { AttemptRecord, RunOverview, SliceRecord } from '@fm/mining';
import { holdoutState } from '@fm/results/evidence';
import type { RunDifference, TableDifference } from '@fm/results/read';
import { labelColumns, noteColumn, requestColumns } from './run-lists.ts';
import { csvOf, digits, print, tableOf, type Column, type OutputFormat } from './output.ts';
import { printJson } from './json-outputs.ts';

const runColumns: readonly Column<RunOverview>[] = [
  { heading: 'run', cell: (run) => run.id },
  ...labelColumns,
  { heading: 'status', cell: (run) => run.status },
  { heading: 'started', cell: (run) => run.startedAt, text: (run) => run.startedAt.slice(0, 19) },
  ...requestColumns,
  { heading: 'seconds', extra: true, cell: (run) => run.seconds, text: (run) => digits(run.seconds, 1) },
  { heading: 'slices', extra: true, cell: (run) => run.slices },
  { heading: 'done', extra: true, cell: (run) => run.slicesDone },
  { heading: 'failed', extra: true, cell: (run) => run.slicesFailed },
  { heading: 'attempts', extra: true, cell: (run) => run.attempts },
  { heading: 'runner', extra: true, cell: (run) => run.runner },
  { heading: 'jobs', extra: true, cell: (run) => run.jobs },
  { heading: 'cut', extra: true, cell: cutOf },
  { heading: 'synthetic', extra: true, cell: (run) => run.synthetic },
  noteColumn,
  { heading: 'error', cell: (run) => run.error, text: (run) => firstLine(run.error) },
];

/** Runs as a table, JSON or CSV. */
export function showRuns(runs: readonly RunOverview[], format: OutputFormat): void {
  if (format === 'json') printJson<'runs'>(runs);
  else print(format === 'csv' ? csvOf(runs, runColumns) : tableOf(runs, runColumns));
}

interface Stage {
  readonly stage: string;
  readonly slices: readonly SliceRecord[];
}

const stageColumns: readonly Column<Stage>[] = [
  { heading: 'stage', cell: ({ stage }) => stage },
  { heading: 'slices', cell: ({ slices }) => slices.length },
  ...(['succeeded', 'running', 'failed', 'planned', 'superseded'] as const).map((status): Column<Stage> => ({
    heading: status,
    cell: ({ slices }) => slices.filter((slice) => slice.status === status).length,
  })),
  { heading: 'attempts', cell: ({ slices }) => slices.reduce((sum, { attempts }) => sum + attempts, 0) },
  {
    heading: 'seconds of work',
    cell: ({ slices }) => slices.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000,
    text: ({ slices }) => digits(slices.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000, 2),
  },
  { heading: 'rows in', cell: ({ slices }) => slices.reduce((sum, { rowsIn }) => sum + rowsIn, 0) },
  { heading: 'rows out', cell: ({ slices }) => slices.reduce((sum, { rowsOut }) => sum + rowsOut, 0) },
];

const attemptColumns: readonly Column<AttemptRecord>[] = [
  { heading: 'slice', cell: ({ sliceId }) => sliceId },
  { heading: 'attempt', cell: ({ attempt }) => attempt },
  { heading: 'status', cell: ({ status }) => status },
  { heading: 'started', cell: ({ startedAt }) => startedAt },
  { heading: 'ms', cell: ({ milliseconds }) => milliseconds, text: ({ milliseconds }) => digits(milliseconds, 0) },
  { heading: 'rows in', cell: ({ rowsIn }) => rowsIn },
  { heading: 'rows out', cell: ({ rowsOut }) => rowsOut },
  { heading: 'host', cell: ({ host }) => host },
  { heading: 'process', cell: ({ pid }) => pid },
  { heading: 'code', cell: ({ codeVersion }) => codeVersion },
  { heading: 'error', cell: ({ error }) => error, text: ({ error }) => firstLine(error) },
];

/** A run with its stages and attempts: all of them as JSON or CSV, those that did not succeed in the table. */
export function showRun(
  run: RunOverview,
  slices: readonly SliceRecord[],
  attempts: readonly AttemptRecord[],
  format: OutputFormat,
): void {
  if (format === 'json') {
    printJson<'runs-show'>({ run, slices, attempts });
    return;
  }
  if (format === 'csv') {
    print(csvOf(attempts, attemptColumns));
    return;
  }
  if (run.synthetic) print('SYNTHETIC DATA: the demonstration market, no real company.\n');
  const named = run.name === '' ? '' : ` "${run.name}"`;
  const mark = run.pinned ? ', pinned' : run.archived ? ', archived' : '';
  print(
    `run ${run.id}${named}: ${run.status}${mark}, ${run.slicesDone} of ${run.slices} slices done, begun ${times(run.begun)}`,
  );
  print(
    `started ${run.startedAt}, ${digits(run.seconds, 1)} s, ${run.runner || 'local'} runner, ${run.jobs || 1} jobs, ${cutOf(run)}`,
  );
  print(`code ${run.codeVersion}, data ${run.dataVersion}, host ${run.host}`);
  if (run.note !== '') print(`note: ${run.note}`);
  const { factors, ...rest } = run.request;
  print(`factors ${factors.join(' ')}`);
  print(
    Object.entries(rest)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(', '),
  );
  const held = holdoutState(run.request.holdout ?? '', run.openedOn);
  if (held !== '') print(`hold-out ${held}`);
  const stages = [...new Set(slices.map(({ stage }) => stage))];
  print(
    `\n${tableOf(
      stages.map((stage) => ({ stage, slices: slices.filter((slice) => slice.stage === stage) })),
      stageColumns,
    )}`,
  );
  const troubled = attempts.filter(({ status }) => status !== 'succeeded');
  if (troubled.length > 0) print(`\nattempts that did not succeed\n${tableOf(troubled.slice(0, 50), attemptColumns)}`);
  if (run.error !== '') print(`\n${run.error}`);
  if (run.status !== 'succeeded') print(`\nto finish it: fm runs resume ${run.id}`);
}

const tableColumns: readonly Column<TableDifference>[] = [
  { heading: 'table', cell: ({ table }) => table },
  { heading: 'rows of both', cell: ({ rows }) => rows },
  { heading: 'differ', cell: ({ differing }) => differing },
  { heading: 'of a alone', cell: ({ onlyA }) => onlyA },
  { heading: 'of b alone', cell: ({ onlyB }) => onlyB },
  {
    heading: 'first difference',
    cell: ({ first }) =>
      first === undefined
        ? 'none'
        : `${Object.values(first.key).join(' ')}: ${first.what === '' ? '' : `${first.what} `}${first.a} -> ${first.b}`,
  },
];

/** How two runs differ; the table shows the 30 numbers that moved most. */
export function showDifference(difference: RunDifference, format: OutputFormat): void {
  if (format === 'json') {
    printJson<'runs-diff'>(difference);
    return;
  }
  const columns: readonly Column<RunDifference['moves'][number]>[] = [
    { heading: 'table', cell: (move) => move.table },
    { heading: 'factor', cell: (move) => move.factor },
    { heading: 'symbol', cell: (move) => move.symbol },
    { heading: 'start', cell: (move) => move.start },
    { heading: 'end', cell: (move) => move.end },
    { heading: 'quantity', cell: (move) => move.quantity },
    { heading: 'a', cell: (move) => move.a },
    { heading: 'b', cell: (move) => move.b },
    { heading: 'difference', cell: (move) => move.difference },
  ];
  const { a, b, changed, tables, moves, compared, onlyA, onlyB } = difference;
  if (format === 'csv') {
    print(csvOf(moves, columns));
    return;
  }
  print(`a = run ${a}, b = run ${b}\n`);
  for (const one of changed) print(`${one.what}: ${one.a} -> ${one.b}`);
  if (changed.length === 0) print('the same request over the same data by the same code');
  print(`\n${tableOf(tables, tableColumns)}`);
  print(
    `\n${moves.length} of ${compared} numbers that both have differ; rows of only one: ${onlyA} of a, ${onlyB} of b`,
  );
  if (moves.length > 0) print(`\n${tableOf(moves.slice(0, 30), columns)}`);
  if (moves.length > 30) print(`... and ${moves.length - 30} more; --format csv writes all`);
}

function cutOf(run: RunOverview): string {
  if (run.threadNo === 0 && run.parallelM === 0) return 'cut by cost';
  return `cut ${run.threadNo || 1} x ${run.parallelM || 1}`;
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 100 ? `${line.slice(0, 100)}...` : line;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
