import type { FactorBySector, SectorResult } from '@fm/portfolio/sectors';
import { digits, percent, tableOf, type Column } from '../output.ts';

/** What an industry is called; of some stocks none is known. */
export function sectorName({ sector }: SectorResult): string {
  return sector === '' ? 'none known' : sector;
}

/** How the numbers by industry are estimated. */
export function sectorNote({ horizon }: FactorBySector): string {
  return `Stocks are ranked among those of their industry on the day: rank IC with the returns of the next ${horizon} sessions, its t with an allowance for their overlap, and High minus Low of each session. The industries are not adjusted for being several.`;
}

const columns: readonly Column<SectorResult>[] = [
  { heading: 'industry', cell: sectorName },
  { heading: 'stocks', cell: ({ stocks }) => stocks, text: ({ stocks }) => stocks.toFixed(1) },
  { heading: 'rank IC', cell: ({ icMean }) => icMean, text: ({ icMean }) => digits(icMean, 4) },
  { heading: 'IC t', cell: ({ icTStat }) => icTStat, text: ({ icTStat }) => digits(icTStat, 2) },
  { heading: 'IC sessions', cell: ({ icSessions }) => icSessions },
  { heading: 'High - Low a year', cell: ({ spread }) => spread, text: ({ spread }) => percent(spread) },
  { heading: 'spread t', cell: ({ spreadTStat }) => spreadTStat, text: ({ spreadTStat }) => digits(spreadTStat, 2) },
  { heading: 'spread sessions', cell: ({ spreadSessions }) => spreadSessions },
  { heading: 'why missing', cell: ({ missing }) => missing ?? '' },
];

/** A factor by industry for a terminal. */
export function sectorTable({ sectors }: FactorBySector): string {
  return tableOf(sectors, columns);
}

/** The same as texts, for a sheet. */
export function sectorRows({ sectors }: FactorBySector): { headings: string[]; rows: string[][] } {
  return {
    headings: columns.map(({ heading }) => heading),
    rows: sectors.map((sector) => columns.map(({ cell, text }) => text?.(sector) ?? String(cell(sector) ?? '-'))),
  };
}
