/**
 * What the closes of a file are: `raw`, as they were traded; `split`, adjusted for splits; `total`, adjusted for splits and
 * dividends.
 */
export const closeKinds = ['raw', 'split', 'total'] as const;
export type CloseKind = (typeof closeKinds)[number];
