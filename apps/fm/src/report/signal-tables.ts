import { statisticsOfSeries, statisticText, whyUntested } from '@fm/results/evidence';
import type { FactorSummary } from '@fm/results';
import { tableOf, type Column } from '../output.ts';
import { valueText } from './value-text.ts';

type Series = keyof typeof statisticsOfSeries;

/** Whether a statistic is in one of the tables of this file. */
export function inTable(name: string): boolean {
  return patternOf('ic').test(name) || patternOf('quantile').test(name);
}

/** Information coefficients, a line per horizon; nothing where there are none. */
export function decayTable(summary: FactorSummary): string[] {
  return [...table(summary, 'ic', 'sessions ahead'), ...untested(summary)];
}

/** Which horizons have no test, and why, as a sentence; nothing where all have one. */
function untested(summary: FactorSummary): string[] {
  const without = rowsOf(summary, 'ic').flatMap((horizon) => {
    const reason = whyUntested(summary, horizon);
    return reason === undefined ? [] : [`No t or p at ${horizon} sessions: ${reason}.`];
  });
  return without.length === 0 ? [] : [without.join('\n')];
}

/** Mean returns of the groups of the sort, the lowest signals first; nothing where there are none. */
export function groupTable(summary: FactorSummary): string[] {
  return table(summary, 'quantile', 'group');
}

/** Names such as `ic21Mean`. */
function patternOf(series: Series): RegExp {
  return new RegExp(`^${series}(\\d+)(${statisticsOfSeries[series].map(([name]) => name).join('|')})$`);
}

/** Horizons or groups that a result has statistics of, ascending. */
function rowsOf({ statistics }: FactorSummary, series: Series): number[] {
  const pattern = patternOf(series);
  const keys = new Set(Object.keys(statistics).flatMap((name) => pattern.exec(name)?.[1] ?? []));
  return [...keys].map(Number).sort((a, b) => a - b);
}

function table(summary: FactorSummary, series: Series, heading: string): string[] {
  const { statistics } = summary;
  const rows = rowsOf(summary, series);
  if (rows.length === 0) return [];
  const shown = statisticsOfSeries[series].filter(([, title]) => title !== '');
  const columns = shown.map(([name, title]): Column<number> => {
    const cell = (row: number): number | null => statistics[`${series}${row}${name}`] ?? null;
    const unit = statisticText(`${series}1${name}`)?.unit ?? 'number';
    return { heading: title, cell, text: (row) => valueText({ value: cell(row), unit }) };
  });
  const [t, p] = ['T', 'PValue'].map((name) => statisticText(`${series}1${name}`)?.estimator);
  const estimators = t === p ? `t and p: ${t}` : `t: ${t}; p: ${p}`;
  return [`${tableOf(rows, [{ heading, cell: (row) => row }, ...columns])}\n${estimators}`];
}
