import type { InputDescription } from './input.ts';

/** A panel of the group (industry) that a stock is known to be in. */
export const groups = {
  group: { unit: 'code', summary: 'A code, the same for all stocks of a group.' },
} as const satisfies Record<string, InputDescription>;
