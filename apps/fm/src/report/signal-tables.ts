import { statisticsOfSeries, statisticText } from '@fm/results/evidence';
import type { FactorSummary } from '@fm/results';
import { tableOf, type Column } from '../output.ts';
import { valueText } from './value-text.ts';

type Series = keyof typeof statisticsOfSeries;

/** Whether a statistic stands in one of the tables of this file. */
export function inTable(name: string): boolean {
  return patternOf('ic').test(name) || patternOf('quantile').test(name);
}

/** Information coefficients, a line per horizon; nothing where there are none. */
export function decayTable(summary: FactorSummary): string[] {
  return table(summary, 'ic', 'sessions ahead');
}

/** Mean returns of the groups of the sort, the lowest signals first; nothing where there are none. */
export function groupTable(summary: FactorSummary): string[] {
  return table(summary, 'quantile', 'group');
}

/** Names such as `ic21Mean`. */
function patternOf(series: Series): RegExp {
  return new RegExp(`^${series}(\\d+)(${statisticsOfSeries[series].map(([name]) => name).join('|')})$`);
}

function table({ statistics }: FactorSummary, series: Series, heading: string): string[] {
  const pattern = patternOf(series);
  const keys = new Set(Object.keys(statistics).flatMap((name) => pattern.exec(name)?.[1] ?? []));
  if (keys.size === 0) return [];
  const rows = [...keys].map(Number).sort((a, b) => a - b);
  const shown = statisticsOfSeries[series].filter(([, title]) => title !== '');
  const columns = shown.map(([name, title]): Column<number> => {
    const cell = (row: number): number | null => statistics[`${series}${row}${name}`] ?? null;
    const unit = statisticText(`${series}1${name}`)?.unit ?? 'number';
    return { heading: title, cell, text: (row) => valueText({ value: cell(row), unit }) };
  });
  const [t, p] = ['T', 'PValue'].map((name) => statisticText(`${series}1${name}`)?.estimator);
  return [`${tableOf(rows, [{ heading, cell: (row) => row }, ...columns])}\nt: ${t}; p: ${p}`];
}
