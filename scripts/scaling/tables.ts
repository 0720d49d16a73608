import { sizes } from './assumptions.ts';
import { forecast } from './forecast.ts';
import type { Measured } from './measured.ts';

/** The tables of `docs/scaling.md`, in Markdown. */
export function tables(measured: Measured): string {
  const forecasts = sizes.map(({ name, stocks }) => ({ name, ...forecast(stocks, measured) }));
  const plan = forecasts.flatMap(({ name, stages }) =>
    (['compute', 'test'] as const).map((stage) => {
      const { slices, batches, jobs, bytes, task, coreSeconds, cells, readBytes } = stages[stage];
      const fits = task === undefined ? 'none holds it' : `${task.vcpu} vCPU, ${task.gib} GiB`;
      const rate = count(cells / coreSeconds);
      return [
        ...[name, stage, count(slices), count(batches), count(jobs), size(bytes), fits],
        ...[hours(coreSeconds), rate, size(readBytes)],
      ];
    }),
  );
  const runs = forecasts.flatMap(({ name, runs: each }) =>
    each.map((run) => {
      const [first = ''] = Object.entries(run.floors).sort(([, a], [, b]) => b - a)[0] ?? [];
      const outcome = run.failedJobs === 0 ? first : `${count(run.failedJobs)} jobs out of time`;
      return [
        name,
        count(run.quota),
        hours(run.wallSeconds),
        hours(run.floors['vCPU quota']),
        hours(run.floors['starts of tasks']),
        hours(run.floors['the longest job']),
        hours(run.floors['warehouse reads']),
        hours(run.floors['warehouse inserts']),
        outcome,
        count(run.vcpuHours),
        count(run.interruptions),
        `$${count(run.dollars)}`,
      ];
    }),
  );
  const stored = forecasts.map(({ name, storedBytes }) => [
    name,
    size(storedBytes.prices),
    size(storedBytes.values),
    size(storedBytes.results),
  ]);
  return [
    table(['measured', 'on one core of this machine'], measuredRows(measured)),
    table(
      [
        'universe',
        'stage',
        'slices',
        'batches',
        'jobs',
        'biggest batch',
        'Fargate task',
        'core hours',
        'cells/s per core',
        'read',
      ],
      plan,
    ),
    table(
      [
        'universe',
        'vCPUs at once',
        'wall hours',
        'quota alone',
        'starts alone',
        'longest job',
        'reads alone',
        'inserts alone',
        'binds first',
        'vCPU hours',
        'interruptions',
        'Fargate',
      ],
      runs,
    ),
    table(['universe', 'prices', 'factor values', 'regressions'], stored),
  ].join('\n\n');
}

function measuredRows(measured: Measured): string[][] {
  const { planning, storedBytes, compute, test } = measured;
  const stage = ({ sliceSeconds, timesPlanned }: Measured['compute']) =>
    `${sliceSeconds.toFixed(2)} s and ${timesPlanned.toFixed(2)} times the planner's estimate`;
  return [
    ['a compute slice, with reading its inputs and storing its values', stage(compute)],
    ['a test slice, with storing its results', stage(test)],
    ['prices into the warehouse', `${count(measured.insertRowsPerSecond)} rows/s in one block`],
    ['inserts of one row', `${count(measured.smallInsertsPerSecond)}/s`],
    ['newest prices out of the warehouse', `${size(measured.readBytesPerSecond)}/s`],
    ['on disk: a price row, a factor value, a regression', listOf(storedBytes)],
    ['memory of the program before it does anything', size(measured.programBytes)],
    [
      `making ${count(planning.slices)} slices`,
      `${planning.seconds.toFixed(2)} s and ${size(Math.max(0, planning.bytes))}`,
    ],
  ];
}

function listOf({ priceRow, factorValue, stockResult }: Measured['storedBytes']): string {
  return [priceRow, factorValue, stockResult].map((bytes) => `${bytes.toFixed(1)} B`).join(', ');
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, headings.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function hours(seconds: number): string {
  return seconds < 360 ? (seconds / 3600).toFixed(3) : (seconds / 3600).toFixed(1);
}

function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const at = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** at).toPrecision(3)} ${units[at]}`;
}
