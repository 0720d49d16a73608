import type { SummaryRow } from '../api/schemas.ts';

/** Rows of the overview charts: one factor over one date range. */
export type OverviewPoint = Pick<
  SummaryRow,
  'factor' | 'factorType' | 'start' | 'end' | 'meanBeta' | 'meanTStat' | 'meanRSquared'
>;
