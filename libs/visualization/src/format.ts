/** Kinds of quantity a column or axis can hold; each has its unit and its sensible digits. */
export type Quantity =
  | 'text'
  | 'date'
  | 'moment'
  | 'count'
  | 'ratio'
  | 'tStatistic'
  | 'share'
  | 'percent'
  | 'smallPercent'
  | 'pValue'
  | 'milliseconds'
  | 'seconds';

/** What a missing value looks like. */
export const missing = 'n/a';

/** Made once: asking a number for its local form makes a formatter each time. */
const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const seconds = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

const fixed: Partial<Record<Quantity, number>> = { ratio: 3, tStatistic: 2, share: 3 };

/**
 * A value as people read it: signed, with the digits that mean something. `percent` takes a fraction (0.05 is 5.00 %).
 */
export function formatValue(value: unknown, quantity: Quantity): string {
  if (value === null || value === undefined || value === '') return missing;
  if (typeof value !== 'number') return String(value);
  if (!Number.isFinite(value)) return missing;
  if (quantity === 'count') return counts.format(value);
  if (quantity === 'milliseconds') return counts.format(Math.round(value));
  if (quantity === 'seconds') return seconds.format(value);
  if (quantity === 'percent') return `${unsignedZero((value * 100).toFixed(2))} %`;
  if (quantity === 'smallPercent') return `${unsignedZero((value * 100).toFixed(4))} %`;
  if (quantity === 'pValue') return value < 0.0001 ? '< 0.0001' : value.toFixed(4);
  const digits = fixed[quantity];
  return digits === undefined ? String(value) : unsignedZero(value.toFixed(digits));
}

function unsignedZero(text: string): string {
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** An interval of shares as percent, the unit written once. */
export function intervalText(low: number | null, high: number | null): string {
  return low === null || high === null ? missing : `${(low * 100).toFixed(2)} to ${formatValue(high, 'percent')}`;
}
