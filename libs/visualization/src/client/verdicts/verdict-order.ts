import { beliefs } from '@fm/results/evidence';
import type { VerdictRow } from '../../api/schemas.ts';
import type { UrlState } from '../browser/url-state.ts';
import { compareCells } from '../tables/table-view.ts';

/** Rows of the verdicts that one screen holds. */
export const verdictsPerPage = 8;

/** Up to this many are shown at once: pages of so few would hide more than they save. */
export const mostAtOnce = 12;

/** What each column of the verdicts is sorted by, by its name in the address; a column without one is not sorted. */
const values: Readonly<Record<string, (row: VerdictRow) => number | string | null>> = {
  factor: ({ factor }) => factor,
  verdict: ({ belief }) => beliefs.indexOf(belief),
  premium: ({ premium }) => premium,
  t: ({ premiumTStat }) => premiumTStat,
  p: ({ pValueAdjusted }) => pValueAdjusted,
  ic: ({ icMean }) => icMean,
  net: ({ netPremium }) => netPremium,
  deflated: ({ deflatedSharpe }) => deflatedSharpe,
};

export interface VerdictPage {
  readonly rows: readonly VerdictRow[];
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
}

/** The verdicts of the page in the address: sorted by `by` and `direction`, as they came without; `rows=all` shows all. */
export function verdictPage(verdicts: readonly VerdictRow[], state: UrlState): VerdictPage {
  const value = values[state['by'] ?? ''];
  const direction = state['direction'] === 'desc' ? -1 : 1;
  const sorted =
    value === undefined ? verdicts : [...verdicts].sort((a, b) => compareCells(value(a), value(b), direction));
  const total = sorted.length;
  const pageSize = state['rows'] === 'all' || total <= mostAtOnce ? Math.max(1, total) : verdictsPerPage;
  const last = Math.max(1, Math.ceil(total / pageSize));
  const page = Math.min(last, Math.max(1, Number(state['vpage']) || 1));
  return { rows: sorted.slice((page - 1) * pageSize, page * pageSize), page, pageSize, total };
}
