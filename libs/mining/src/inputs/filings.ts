import { filingInputs, type FilingInput } from '@fm/factors';
import type { RawFundamental } from '../raw-market.ts';
import { steppedInput, type SteppedFact, type SteppedInput } from './stepped-input.ts';

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
  const facts = new Map(items.map((item) => [item, [] as SteppedFact[]]));
  for (const { symbol, item, knownAt, value, reason } of fundamentals) {
    const stock = column.get(symbol);
    if (stock === undefined) continue;
    const why = value === null ? `${item}: ${reason || 'no value'}` : '';
    facts.get(item)?.push({ stock, knownAt, value: value ?? NaN, reason: why });
  }
  return new Map(
    items.map((item) => [
      item,
      steppedInput(closes, symbols.length, facts.get(item) as SteppedFact[], `${item}: no filing known`),
    ]),
  );
}

/** Whether the name is an input read from filings. */
export function isFilingInput(name: string): name is FilingInput {
  return (filingInputs as readonly string[]).includes(name);
}
