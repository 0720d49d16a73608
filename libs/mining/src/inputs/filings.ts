import { filingInputs, type FilingInput } from '@fm/factors';
import type { RawFundamental } from '../raw-market.ts';
import { steppedInput, type SteppedInput } from './stepped-input.ts';

/**
 * What the latest filing known before each close says of every item asked for.
 *
 * @param closes - closes of the sessions, milliseconds since the epoch
 */
export function filingPanels(
  fundamentals: readonly RawFundamental[],
  symbols: readonly string[],
  closes: Float64Array,
  items: readonly FilingInput[],
): Map<FilingInput, SteppedInput> {
  const column = new Map(symbols.map((symbol, at) => [symbol, at]));
  const factsOf = (item: FilingInput) =>
    fundamentals
      .filter((row) => row.item === item && column.has(row.symbol))
      .map(({ symbol, knownAt, value, reason }) => ({
        stock: column.get(symbol) as number,
        knownAt,
        value: value ?? NaN,
        reason: `${item}: ${reason || 'no value'}`,
      }));
  return new Map(
    items.map((item) => [item, steppedInput(closes, symbols.length, factsOf(item), `${item}: no filing known`)]),
  );
}

/** Whether the name is an input read from filings. */
export function isFilingInput(name: string): name is FilingInput {
  return (filingInputs as readonly string[]).includes(name);
}
