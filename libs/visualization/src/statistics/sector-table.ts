import type { Sectors } from '../api/sector-schemas.ts';
import type { Column, DataTable } from '../charts/model.ts';
import type { Quantity } from '../format.ts';

export const sectorTitle = 'The factor within each industry';

/** What the numbers are and how they are estimated. */
export function sectorMethod(data: Pick<Sectors, 'horizon'>): string {
  return `Stocks are ranked among those of their industry on the day: rank information coefficient with the returns of the next ${data.horizon} sessions, its t with an allowance for their overlap, and High minus Low of each session. Nothing is adjusted for looking at several industries.`;
}

const columns: readonly (readonly [key: string, label: string, quantity: Quantity])[] = [
  ['sector', 'Industry', 'text'],
  ['stocks', 'Stocks', 'count'],
  ['icMean', 'Rank IC', 'share'],
  ['icTStat', 'IC t', 'tStatistic'],
  ['icSessions', 'IC sessions', 'count'],
  ['spread', 'High minus Low a year', 'percent'],
  ['spreadTStat', 'Spread t', 'tStatistic'],
  ['spreadSessions', 'Spread sessions', 'count'],
  ['missing', 'Why missing', 'text'],
];

/** A factor within each industry; the column of reasons is left out where there are none. */
export function sectorTable({ sectors }: Sectors): DataTable {
  const rows = sectors.map((row) => ({
    ...row,
    sector: row.sector === '' ? 'none known' : row.sector,
    missing: row.missing ?? '-',
  }));
  const isLacking = sectors.some(({ missing }) => missing !== null);
  const shown = columns.filter(([key]) => key !== 'missing' || isLacking);
  return { columns: shown.map(([key, label, quantity]): Column => ({ key, label, quantity })), rows };
}
