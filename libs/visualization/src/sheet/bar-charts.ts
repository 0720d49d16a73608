import { barModel } from '../charts/bars.ts';
import { heatOption } from '../charts/heat.ts';
import type { ChartContext, ChartModel } from '../charts/model.ts';
import { formatValue } from '../format.ts';
import type { ChartedBook } from './sheet-charts.ts';

/** Returns of each year beside those of the universe. */
export function yearChart(
  { series: [net], yearly, benchmark, benchmarkYearly }: ChartedBook,
  context: ChartContext,
): ChartModel {
  const universe = new Map(benchmarkYearly.map(({ period, value }) => [period, value]));
  const gains = yearly.filter(({ value }) => value > 0).length;
  const head = {
    id: 'years',
    title: 'Years',
    lead: `${gains} of ${yearly.length} years gained after costs.`,
    caption: 'Compounded return of each calendar year; the first and the last may be parts of one.',
  };
  const bars = [
    { name: net.name, values: yearly.map(({ value }) => value) },
    { name: benchmark.name, values: yearly.map(({ period }) => universe.get(period) ?? null) },
  ];
  return barModel(
    head,
    { labels: yearly.map(({ period }) => period), bars, axis: 'return', quantity: 'percent' },
    context,
  );
}

const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

/** Cells are light in both colour schemes, and what is written on them is dark. */
const onCells = { color: '#10151a', textBorderColor: '#fdfdfd', textBorderWidth: 2 } as const;

/** Percent without its sign, which every cell would repeat; a loss too small to show is 0. */
function cellText(value: number, digits: number): string {
  const text = (value * 100).toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** Returns of every month, years from the top down. */
export function monthChart({ monthly }: ChartedBook, context: ChartContext): ChartModel {
  const years = [...new Set(monthly.map(({ period }) => period.slice(0, 4)))].sort().reverse();
  const cells = monthly.map(({ period, value }) => ({ x: period.slice(5), y: period.slice(0, 4), value }));
  const gains = monthly.filter(({ value }) => value > 0).length;
  const option = heatOption({ columns: months, rows: years, cells, quantity: 'percent' }, context);
  const isNarrow = context.width < 520;
  return {
    id: 'months',
    title: 'Months',
    lead: `${gains} of ${monthly.length} months gained after costs.`,
    caption: 'Compounded net return of each month in percent; blue gained, orange lost.',
    description: `${gains} of ${monthly.length} months gained after costs.`,
    option: {
      ...option,
      series: [
        {
          ...(option.series as readonly object[])[0],
          type: 'heatmap',
          label: {
            show: true,
            ...onCells,
            fontSize: isNarrow ? 8 : 11,
            formatter: (item) => cellText((item.value as [string, string, number])[2], isNarrow ? 0 : 1),
          },
        },
      ],
    },
    table: {
      columns: [
        { key: 'period', label: 'Month', quantity: 'date' },
        { key: 'value', label: 'Net return', quantity: 'percent' },
      ],
      rows: monthly.map((one) => ({ ...one })),
    },
  };
}

/** One-way turnover of every month. */
export function turnoverChart({ turnover }: ChartedBook, context: ChartContext): ChartModel {
  const mean = turnover.reduce((sum, { value }) => sum + value, 0) / Math.max(1, turnover.length);
  const head = {
    id: 'turnover',
    title: 'Turnover',
    lead: `${formatValue(mean, 'percent')} of the book is replaced in a month on average.`,
    caption:
      'Share of the book that is replaced in each month, one-way: half of what is bought and sold over what is held.',
  };
  const bars = [{ name: 'replaced', values: turnover.map(({ value }) => value) }];
  const marks = [{ name: 'mean', value: mean }];
  return barModel(
    head,
    { labels: turnover.map(({ period }) => period), bars, axis: 'of the book', quantity: 'percent', marks },
    context,
  );
}

/** Two-sided 95 % of a normal distribution. */
const reach = 1.96;

/** Rank correlation of signals with what they earned, by month, with its mean and the band of the mean. */
export function skillChart({ skill }: ChartedBook, context: ChartContext): ChartModel {
  const values = skill.flatMap(({ value }) => (value === null ? [] : [value]));
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) / n);
  const head = {
    id: 'skill',
    title: 'Information coefficient',
    lead: `Mean ${formatValue(mean, 'ratio')}, from ${formatValue(mean - reach * error, 'ratio')} to ${formatValue(mean + reach * error, 'ratio')} with 95 % confidence.`,
    caption:
      'Rank correlation of the values with the returns from one trade to the next, the mean of each month; dashed: the mean of all months and its 95 % band, which takes months as independent.',
  };
  const marks = [
    { name: 'mean', value: mean },
    { name: '', value: mean - reach * error },
    { name: '', value: mean + reach * error },
  ].filter(({ value }) => Number.isFinite(value));
  const bars = [{ name: 'rank correlation', values: skill.map(({ value }) => value) }];
  return barModel(
    head,
    { labels: skill.map(({ date }) => date), bars, axis: 'rank correlation', quantity: 'ratio', marks },
    context,
  );
}

/** Classes of the histogram. */
const classes = 41;

/** How often returns of a session had each size. */
export function distributionChart({ series: [net] }: ChartedBook, context: ChartContext): ChartModel {
  const values = net.returns.filter((value) => !Number.isNaN(value));
  const limit = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
  const width = (2 * limit) / classes;
  const counts = new Array<number>(classes).fill(0);
  for (const value of values) {
    const at = Math.min(classes - 1, Math.floor((value + limit) / width));
    counts[at] = (counts[at] as number) + 1;
  }
  const labels = counts.map((_, at) => `${((-limit + (at + 0.5) * width) * 100).toFixed(1)} %`);
  const head = {
    id: 'distribution',
    title: 'Returns of a session',
    lead: `${values.length} sessions, none beyond ${formatValue(limit, 'percent')} either way.`,
    caption:
      'Number of sessions by net return, in classes of equal width; value at risk, expected shortfall, skewness and kurtosis are in the table of figures.',
  };
  return barModel(
    head,
    { labels, bars: [{ name: 'sessions', values: counts }], axis: 'sessions', quantity: 'count' },
    context,
  );
}
