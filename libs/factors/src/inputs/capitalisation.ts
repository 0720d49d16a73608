import type { InputDescription } from './input.ts';

/** Panels made of prices, splits and filings together. */
export const capitalisation = {
  marketCap: { unit: 'currency', summary: 'Unadjusted close times shares outstanding.' },
} as const satisfies Record<string, InputDescription>;
