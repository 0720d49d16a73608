import type { Compare } from '../api/page-schemas.ts';
import { formatValue } from '../format.ts';
import { heatOption } from './heat.ts';
import { lineOption, lineSentence, lineTable } from './lines.ts';
import { type ChartContext, type ChartModel, narrowWidth } from './model.ts';

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

/** Compounded long-short returns of every factor on one picture. */
export function premiaOverlay(data: Compare, context: ChartContext): ChartModel {
  const lines = data.premia.map(({ factor, points }) => ({ name: factor, points }));
  return {
    id: 'premia',
    title: 'Cumulative long-short returns',
    caption:
      'Compounded daily long-short returns before costs, in percent of the start; lines are thinned by largest triangle three buckets.',
    description: lineSentence(lines, 'percent'),
    option: lineOption(lines, 'return since the start', 'percent', context),
    table: lineTable(lines, 'percent'),
  };
}
