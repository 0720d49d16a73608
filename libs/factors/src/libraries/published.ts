import type { FactorType } from '../definition.ts';
import type { LibraryFactor } from './library.ts';

/** Name, sign, paper, its year, first and last year of its sample, t-statistic (0 where none is printed), what it is, formula. */
export type PublishedRow = readonly [
  name: string,
  sign: 1 | -1,
  paper: string,
  year: number,
  from: number,
  to: number,
  t: number,
  summary: string,
  formula: string,
];

/** Factors of rows; those of the names given are controls. */
export function publishedFactors(
  type: FactorType,
  rows: readonly PublishedRow[],
  controls: readonly string[] = [],
): readonly LibraryFactor[] {
  return rows.map(([name, sign, paper, year, from, to, t, summary, formula]) => ({
    name,
    formula,
    sign,
    type,
    summary,
    published: { paper, year, sample: [from, to], ...(t === 0 ? {} : { t }) },
    ...(controls.includes(name) ? { isControl: true } : {}),
  }));
}
