import type { Signal } from '../api/factor-schemas.ts';
import { formatValue } from '../format.ts';
import { heatOption } from './heat.ts';
import type { ChartContext, ChartModel } from './model.ts';

const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

/** Means of the coefficients by calendar month, in the order of time. */
export function monthlyCoefficients({ coefficients }: Signal): { month: string; mean: number; sessions: number }[] {
  const byMonth = new Map<string, number[]>();
  for (const { date, value } of coefficients) {
    if (value === null) continue;
    const month = date.slice(0, 7);
    const values = byMonth.get(month);
    if (values === undefined) byMonth.set(month, [value]);
    else values.push(value);
  }
  return [...byMonth].map(([month, values]) => ({
    month,
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    sessions: values.length,
  }));
}

/** Mean information coefficient of every month as a map. */
export function coefficientMonths(data: Signal, context: ChartContext): ChartModel {
  const rows = monthlyCoefficients(data);
  const years = [...new Set(rows.map(({ month }) => month.slice(0, 4)))].sort();
  const cells = rows.map(({ month, mean }) => ({ x: month.slice(5), y: month.slice(0, 4), value: mean }));
  const positive = rows.filter(({ mean }) => mean > 0).length;
  return {
    id: 'ic-months',
    title: 'Information coefficient by month',
    lead: `${positive} of ${rows.length} months have a positive mean.`,
    caption: 'Mean daily rank correlation of each month; years from bottom to top, months from left to right.',
    description: `${rows.length} months, ${positive} with a positive mean.`,
    option: heatOption({ columns: months, rows: years, cells, quantity: 'ratio' }, context),
    table: {
      columns: [
        { key: 'month', label: 'Month', quantity: 'date' },
        { key: 'mean', label: 'Mean', quantity: 'ratio' },
        { key: 'sessions', label: 'Sessions', quantity: 'count' },
      ],
      rows: rows.map((row) => ({ ...row, text: formatValue(row.mean, 'ratio') })),
    },
  };
}
