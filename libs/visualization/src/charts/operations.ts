import type { RunsPageBody } from '../api/operation-schemas.ts';
import type { Health } from '../api/page-schemas.ts';
import { formatValue } from '../format.ts';
import { quantile } from '../statistics/quartiles.ts';
import { heatOption } from './heat.ts';
import { lineOption, lineSentence, lineTable } from './lines.ts';
import type { ChartContext, ChartModel } from './model.ts';

const mostRuns = 12;

/** How the work of a run was cut: stock groups x date segments. */
export function cutOf({ threadNo, parallelM }: RunsPageBody['rows'][number]): string {
  return threadNo === 0 && parallelM === 0 ? 'as planned' : `${threadNo} x ${parallelM}`;
}

/** Time that each factor took in each of the latest runs, with the cut of each. */
export function durationMap(data: RunsPageBody, context: ChartContext): ChartModel {
  const latest = data.rows.slice(0, mostRuns);
  const runs = latest.map(({ run }) => run);
  const cuts = new Map(latest.map((row) => [row.run, cutOf(row)]));
  const totals = new Map<string, number>();
  for (const { run, factor, durationMs } of data.durations) {
    const key = JSON.stringify([run, factor]);
    if (runs.includes(run)) totals.set(key, (totals.get(key) ?? 0) + durationMs);
  }
  const rows = [...totals].map(([key, milliseconds]) => {
    const [run, factor] = JSON.parse(key) as [string, string];
    return { run, cut: cuts.get(run) ?? '', factor, milliseconds };
  });
  const factors = [...new Set(rows.map(({ factor }) => factor))].sort().reverse();
  const slowest = rows.reduce<(typeof rows)[number] | undefined>(
    (most, row) => (most && most.milliseconds >= row.milliseconds ? most : row),
    undefined,
  );
  const short = (run: string) => run.slice(0, 8);
  const column = (run: string) => {
    const cut = cuts.get(run);
    return cut === 'as planned' ? short(run) : `${short(run)} (${cut})`;
  };
  return {
    id: 'durations',
    title: 'Time by factor and run',
    lead: slowest
      ? `Slowest: ${slowest.factor} in run ${short(slowest.run)}, ${formatValue(slowest.milliseconds, 'milliseconds')} ms.`
      : 'No slice yet.',
    caption:
      `Milliseconds that the slices of each factor took, for the latest ${mostRuns} runs, newest on the left; in brackets ` +
      'the stock groups and date segments that the work was cut into, where any were asked for.',
    description: slowest
      ? `The slowest is ${slowest.factor} with ${formatValue(slowest.milliseconds, 'milliseconds')} ms in run ${slowest.run}.`
      : 'No slice has been finished yet.',
    option: heatOption(
      {
        columns: runs.map(column),
        rows: factors,
        cells: rows.map(({ run, factor, milliseconds }) => ({ x: column(run), y: factor, value: milliseconds })),
        quantity: 'milliseconds',
        positive: true,
      },
      context,
    ),
    table: {
      columns: [
        { key: 'run', label: 'Run', quantity: 'text' },
        { key: 'cut', label: 'Cut', quantity: 'text' },
        { key: 'factor', label: 'Factor', quantity: 'text' },
        { key: 'milliseconds', label: 'Milliseconds', quantity: 'milliseconds' },
      ],
      rows,
    },
  };
}

/** Seconds of the complete runs by the cut that was asked for: stock groups across, date segments up. */
export function concurrencyMap(data: RunsPageBody, context: ChartContext): ChartModel {
  const done = data.rows.filter(({ status, durationMs }) => status === 'succeeded' && durationMs !== null);
  const name = (count: number) => (count === 0 ? 'as planned' : String(count));
  const byNumber = (a: number, b: number) => a - b;
  const columns = [...new Set(done.map(({ threadNo }) => threadNo))].sort(byNumber).map(name);
  const lines = [...new Set(done.map(({ parallelM }) => parallelM))].sort(byNumber).map(name);
  const cells = columns.flatMap((x) =>
    lines.flatMap((y) => {
      const seconds = done
        .filter(({ threadNo, parallelM }) => name(threadNo) === x && name(parallelM) === y)
        .map(({ durationMs }) => (durationMs as number) / 1000)
        .sort(byNumber);
      return seconds.length === 0 ? [] : [{ x, y, value: quantile(seconds, 0.5), runs: seconds.length }];
    }),
  );
  const fastest = [...cells].sort((a, b) => a.value - b.value)[0];
  return {
    id: 'concurrency',
    title: 'Time by concurrency',
    lead: fastest
      ? `Fastest: ${formatValue(fastest.value, 'seconds')} s; stock groups ${fastest.x}, date segments ${fastest.y}.`
      : 'No run is complete yet.',
    caption:
      'Seconds of each complete run from its begin to its end, median where several were cut alike. Across: stock groups ' +
      '(thread_no); up: date segments (parallel_m); "as planned" where none were asked for. Runs of different requests take ' +
      'different times: compare runs of one request.',
    description: cells
      .map(({ x, y, value }) => `stock groups ${x}, date segments ${y}: ${formatValue(value, 'seconds')} s`)
      .join('; '),
    option: heatOption({ columns, rows: lines, cells, quantity: 'seconds', positive: true, labels: true }, context),
    table: {
      columns: [
        { key: 'x', label: 'Stock groups', quantity: 'text' },
        { key: 'y', label: 'Date segments', quantity: 'text' },
        { key: 'value', label: 'Seconds', quantity: 'seconds' },
        { key: 'runs', label: 'Runs', quantity: 'count' },
      ],
      rows: cells,
    },
  };
}

/** Stocks with a price per session over time. */
export function coverageLines(data: Health, context: ChartContext): ChartModel {
  const lines = [
    { name: 'real', points: data.coverage.map(({ date, real }) => ({ date, value: real })) },
    { name: 'synthetic', points: data.coverage.map(({ date, synthetic }) => ({ date, value: synthetic })) },
  ].filter(({ points }) => points.some(({ value }) => value > 0));
  return {
    id: 'coverage',
    title: 'Stocks with a price',
    lead: 'A step down is a source that stopped; a step up is a new stock.',
    caption: 'Number of stocks with a price per session, mean of each month.',
    description: lineSentence(lines, 'count'),
    option: lineOption(lines, 'stocks', 'count', context),
    table: lineTable(lines, 'count'),
  };
}
