import type { InputDescription } from './input.ts';

/** Panels made of daily prices and splits. */
export const prices = {
  adjClose: { unit: 'currency', summary: 'Close adjusted for splits and dividends.' },
  close: { unit: 'currency', summary: 'Close adjusted for splits.' },
  volume: { unit: 'shares', summary: 'Shares traded, adjusted for splits.' },
  returns: { unit: 'fraction', summary: 'Return of the adjusted close since the session before.' },
  unadjustedClose: { unit: 'currency', summary: 'Close as it was quoted on its day.' },
  splitRatio: { unit: 'shares', summary: "Shares of the newest split basis for one share of the session's." },
} as const satisfies Record<string, InputDescription>;
