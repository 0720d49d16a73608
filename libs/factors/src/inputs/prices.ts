import type { InputDescription } from './input.ts';

/** Panels made of daily prices and splits. */
export const prices = {
  adjClose: { unit: 'currency', summary: 'Close adjusted for splits and dividends.' },
  close: { unit: 'currency', summary: 'Close adjusted for splits.' },
  open: { unit: 'currency', summary: 'First price of the session, on the basis of the close.' },
  high: { unit: 'currency', summary: 'Highest price of the session, on the basis of the close.' },
  low: { unit: 'currency', summary: 'Lowest price of the session, on the basis of the close.' },
  typicalPrice: {
    unit: 'currency',
    summary: '(high + low + close) / 3: a stand-in for the average price where only daily bars are known.',
  },
  volume: { unit: 'shares', summary: 'Shares traded, adjusted for splits.' },
  dollarVolume: { unit: 'currency', summary: 'Close times volume: the value traded.' },
  returns: { unit: 'fraction', summary: 'Return of the adjusted close since the session before.' },
  unadjustedClose: { unit: 'currency', summary: 'Close as it was quoted on its day.' },
  splitRatio: { unit: 'shares', summary: "Shares of the newest split basis for one share of the session's." },
} as const satisfies Record<string, InputDescription>;
