import type { Health, RunsPageBody } from '../api/page-schemas.ts';
import { formatValue } from '../format.ts';
import { heatOption } from './heat.ts';
import { lineOption, lineSentence, lineTable } from './lines.ts';
import type { ChartContext, ChartModel } from './model.ts';

const mostRuns = 12;

/** Time that each factor took in each of the latest runs. */
export function durationMap(data: RunsPageBody, context: ChartContext): ChartModel {
  const runs = data.rows.slice(0, mostRuns).map(({ run }) => run);
  const totals = new Map<string, number>();
  for (const { run, factor, durationMs } of data.durations) {
    const key = JSON.stringify([run, factor]);
    if (runs.includes(run)) totals.set(key, (totals.get(key) ?? 0) + durationMs);
  }
  const rows = [...totals].map(([key, milliseconds]) => {
    const [run, factor] = JSON.parse(key) as [string, string];
    return { run, factor, milliseconds };
  });
  const factors = [...new Set(rows.map(({ factor }) => factor))].sort().reverse();
  const slowest = rows.reduce<(typeof rows)[number] | undefined>(
    (most, row) => (most && most.milliseconds >= row.milliseconds ? most : row),
    undefined,
  );
  const short = (run: string) => run.slice(0, 8);
  return {
    id: 'durations',
    title: 'Time by factor and run',
    lead: slowest
      ? `Slowest: ${slowest.factor} in run ${short(slowest.run)}, ${formatValue(slowest.milliseconds, 'milliseconds')} ms.`
      : 'No slice yet.',
    caption: `Milliseconds that the slices of each factor took, for the latest ${mostRuns} runs, newest on the left.`,
    description: slowest
      ? `The slowest is ${slowest.factor} with ${formatValue(slowest.milliseconds, 'milliseconds')} ms in run ${slowest.run}.`
      : 'No slice has been finished yet.',
    option: heatOption(
      {
        columns: runs.map(short),
        rows: factors,
        cells: rows.map(({ run, factor, milliseconds }) => ({ x: short(run), y: factor, value: milliseconds })),
        quantity: 'milliseconds',
        positive: true,
      },
      context,
    ),
    table: {
      columns: [
        { key: 'run', label: 'Run', quantity: 'text' },
        { key: 'factor', label: 'Factor', quantity: 'text' },
        { key: 'milliseconds', label: 'Milliseconds', quantity: 'milliseconds' },
      ],
      rows,
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
    lead: 'A step down is a source that stopped; a step up is a stock that came in.',
    caption: 'Number of stocks with a price per session, mean of each month.',
    description: lineSentence(lines, 'count'),
    option: lineOption(lines, 'stocks', 'count', context),
    table: lineTable(lines, 'count'),
  };
}
