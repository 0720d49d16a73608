import type { InputDescription } from './input.ts';

/** Panels of the last short interest known at a session. */
export const shortInterest = {
  sharesShort: {
    unit: 'shares',
    summary: 'Shares sold short and not yet bought back, on the split basis of the session.',
  },
} as const satisfies Record<string, InputDescription>;
