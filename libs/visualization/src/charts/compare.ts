import type { Compare } from '../api/page-schemas.ts';
import { wholeRange } from '../statistics/date-ranges.ts';
import { formatValue } from '../format.ts';
import { categoryLineOption } from './category-lines.ts';
import { heatOption } from './heat.ts';
import { lineOption, lineSentence, lineTable } from './lines.ts';
import { type ChartContext, type ChartModel, narrowWidth } from './model.ts';
import { labelledRanges } from './range-label.ts';

/** Correlation of the daily factor returns, pair by pair. */
export function correlationMap(data: Compare, context: ChartContext): ChartModel {
  const pairs = data.correlations.filter(({ x, y, value }) => x < y && value !== null);
  const closest = pairs.reduce<(typeof pairs)[number] | undefined>(
    (best, pair) =>
      best === undefined || Math.abs(pair.value as number) > Math.abs(best.value as number) ? pair : best,
    undefined,
  );
  const rows = [...data.factors].reverse();
  const labels = data.factors.length <= (context.width < narrowWidth ? 6 : 14);
  return {
    id: 'correlations',
    title: 'Correlation of factor returns',
    lead: closest
      ? `Closest pair: ${closest.x} and ${closest.y}, ${formatValue(closest.value, 'ratio')}.`
      : 'There are fewer than two factors.',
    caption: `Pearson's correlation of the daily long-short returns, over the sessions that each pair shares.`,
    description: closest
      ? `${data.factors.length} factors. The closest pair is ${closest.x} and ${closest.y}: ${formatValue(closest.value, 'ratio')}.`
      : 'There are fewer than two factors to compare.',
    option: heatOption(
      { columns: data.factors, rows, cells: data.correlations, quantity: 'tStatistic', limit: 1, labels },
      context,
    ),
    table: {
      columns: [
        { key: 'y', label: 'Factor', quantity: 'text' },
        { key: 'x', label: 'With', quantity: 'text' },
        { key: 'value', label: 'Correlation', quantity: 'ratio' },
      ],
      rows: data.correlations,
    },
  };
}

/** Mean information coefficient of the chosen factors by date range. */
export function coefficientOverlay(data: Compare, context: ChartContext): ChartModel {
  const horizon = data.icHorizon ?? 0;
  const ranges = labelledRanges(data.coefficients[0]?.points ?? []);
  const whole = wholeRange(ranges.map(({ row }) => row));
  const parts = ranges.filter(({ row }) => row !== whole || ranges.length === 1);
  const lines = data.coefficients.map(({ factor, points }) => ({
    name: factor,
    values: parts.map(
      ({ row }) => points.find(({ start, end }) => start === row.start && end === row.end)?.value ?? null,
    ),
  }));
  const labels = parts.map(({ label }) => label);
  return {
    id: 'coefficients',
    title: 'Information coefficients by date range',
    lead: `Rank correlation with the return of the next ${horizon} sessions; above zero it predicted in the right direction.`,
    caption: `Mean rank information coefficient at ${horizon} sessions of each date range, as the run stored it.`,
    description: lines
      .map(({ name, values }) => `${name}: ${values.map((value) => formatValue(value, 'ratio')).join(', ')}`)
      .join('; '),
    option: categoryLineOption(labels, lines, 'mean rank correlation', 'ratio', context),
    table: {
      columns: [
        { key: 'factor', label: 'Factor', quantity: 'text' },
        { key: 'start', label: 'Start', quantity: 'date' },
        { key: 'end', label: 'End', quantity: 'date' },
        { key: 'value', label: 'Mean coefficient', quantity: 'ratio' },
      ],
      rows: data.coefficients.flatMap(({ factor, points }) => points.map((point) => ({ factor, ...point }))),
    },
  };
}

/** Compounded long-short returns of every factor on one picture. */
export function premiaOverlay(data: Compare, context: ChartContext): ChartModel {
  const lines = data.premia.map(({ factor, points }) => ({ name: factor, points }));
  return {
    id: 'premia',
    title: 'Cumulative long-short returns',
    lead: `${lines.length} of ${data.factors.length} factors, before costs; choose others above.`,
    caption:
      'Compounded daily long-short returns before costs, in percent of the start; lines are thinned by largest triangle three buckets.',
    description: lineSentence(lines, 'percent'),
    option: lineOption(lines, 'return since the start', 'percent', context),
    table: lineTable(lines, 'percent'),
  };
}
