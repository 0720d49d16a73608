import type { ComparedRun, Comparison, RunComparison } from '@fm/portfolio';
import { digits, percent, tableOf, type Column } from '../output.ts';

/** Columns of a comparison with published factors; a loading and its t for each of them. */
export function comparisonColumns(known: readonly string[]): Column<Comparison>[] {
  const loading = (row: Comparison, name: string) => row.loadings.find((one) => one.name === name);
  return [
    { heading: 'factor', cell: (row) => row.factor },
    { heading: 'mean', cell: (row) => row.mean, text: (row) => percent(row.mean) },
    { heading: 'alpha', cell: (row) => row.alpha, text: (row) => percent(row.alpha) },
    { heading: 't', cell: (row) => row.alphaT, text: (row) => digits(row.alphaT, 2) },
    {
      heading: 't Newey-West',
      cell: (row) => row.alphaNeweyWestT,
      text: (row) => digits(row.alphaNeweyWestT, 2),
      extra: true,
    },
    { heading: 'p', cell: (row) => row.alphaPValue, text: (row) => digits(row.alphaPValue, 4) },
    { heading: 'R2', cell: (row) => row.rSquared, text: (row) => digits(row.rSquared, 3) },
    { heading: 'appraisal', cell: (row) => row.appraisal, text: (row) => digits(row.appraisal, 2) },
    ...known.flatMap((name): Column<Comparison>[] => [
      {
        heading: name,
        cell: (row) => loading(row, name)?.beta ?? null,
        text: (row) => digits(loading(row, name)?.beta ?? null, 2),
      },
      {
        heading: `t of ${name}`,
        cell: (row) => loading(row, name)?.t ?? null,
        text: (row) => digits(loading(row, name)?.t ?? null, 1),
        extra: true,
      },
    ]),
    { heading: 'observations', cell: (row) => row.observations, extra: true },
    { heading: 'start', cell: (row) => row.start, extra: true },
    { heading: 'end', cell: (row) => row.end, extra: true },
    { heading: 'why missing', cell: (row) => row.reason ?? '', extra: true },
  ];
}

/** Comparisons as a table for people. */
export function comparisonTable(rows: readonly Comparison[], known: readonly string[]): string {
  return tableOf(rows, comparisonColumns(known));
}

/** One factor against each set of published factors, a line for each set. */
export function knownSetsTable(compared: readonly ComparedRun[]): string {
  const rows = compared.flatMap(({ known, comparisons }) => comparisons.map((comparison) => ({ known, comparison })));
  type Row = (typeof rows)[number];
  const names = [...new Set(rows.flatMap(({ known }) => known.names))];
  const columns = comparisonColumns(names).slice(1);
  return tableOf<Row>(rows, [
    { heading: 'published factors', cell: ({ known }) => known.set },
    ...columns.map(({ heading, cell, text, extra }): Column<Row> => ({
      ...{ heading, cell: ({ comparison }) => cell(comparison) },
      ...(text !== undefined && { text: ({ comparison }) => text(comparison) }),
      ...(extra !== undefined && { extra }),
    })),
    { heading: 'returns by', cell: ({ known }) => known.frequency, extra: true },
  ]);
}

/** The joint test of a run in words. */
export function jointLine({
  factors,
  statistic,
  degrees,
  pValue,
  observations,
  grsStatistic,
}: NonNullable<RunComparison['joint']>): string {
  const f = `F(${degrees[0]}, ${degrees[1].toFixed(1)}) = ${statistic.toFixed(2)}, p = ${pValue.toFixed(4)}`;
  const textbook = grsStatistic === null ? '' : `; Gibbons, Ross and Shanken's F is ${grsStatistic.toFixed(2)}`;
  return `all alphas are zero (cosines, ${observations} periods): ${f}${textbook}; one factor for each cluster of near-duplicates: ${factors.join(', ')}`;
}
