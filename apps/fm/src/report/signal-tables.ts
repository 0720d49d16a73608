import { statisticText } from '@fm/results/evidence';
import type { FactorSummary } from '@fm/results';
import { tableOf, type Column } from '../output.ts';
import { valueText } from './value-text.ts';

const decayName = /^ic(\d+)(Mean|StandardDeviation|Ratio|T|Degrees|PValue)$/;
const groupName = /^quantile(\d+)(Mean|T|Degrees|PValue)$/;

/** Whether a statistic stands in one of the tables of this file. */
export function inTable(name: string): boolean {
  return decayName.test(name) || groupName.test(name);
}

/** Information coefficients, a line per horizon; nothing where there are none. */
export function decayTable(summary: FactorSummary): string[] {
  const columns = ['Mean', 'StandardDeviation', 'Ratio', 'T', 'PValue'];
  const headings = ['rank IC', 'deviation', 'ratio', 't', 'p'];
  const [t, p] = ['T', 'PValue'].map((name) => statisticText(`ic1${name}`)?.estimator);
  return table(summary, decayName, 'ic', 'sessions ahead', columns, headings, `t: ${t}; p: ${p}`);
}

/** Mean returns of the groups of the sort, the lowest signals first; nothing where there are none. */
export function groupTable(summary: FactorSummary): string[] {
  const [t, p] = ['T', 'PValue'].map((name) => statisticText(`quantile1${name}`)?.estimator);
  const headings = ['mean return', 't', 'p'];
  return table(summary, groupName, 'quantile', 'group', ['Mean', 'T', 'PValue'], headings, `t: ${t}; p: ${p}`);
}

function table(
  summary: FactorSummary,
  pattern: RegExp,
  prefix: string,
  heading: string,
  names: readonly string[],
  headings: readonly string[],
  estimator: string,
): string[] {
  const keys = new Set(Object.keys(summary.statistics).flatMap((name) => pattern.exec(name)?.[1] ?? []));
  if (keys.size === 0) return [];
  const rows = [...keys].map(Number).sort((a, b) => a - b);
  const columns = names.map((name, at): Column<number> => {
    const cell = (row: number): number | null => summary.statistics[`${prefix}${row}${name}`] ?? null;
    const unit = statisticText(`${prefix}1${name}`)?.unit ?? 'number';
    return { heading: headings[at] as string, cell, text: (row) => valueText({ value: cell(row), unit }) };
  });
  return [`${tableOf(rows, [{ heading, cell: (row) => row }, ...columns])}\n${estimator}`];
}
