import { filingInputs, type FilingInput } from '@fm/factors';
import type { RawFundamental } from '../facts/raw-market.ts';
import { steppedFacts, type SteppedFact, type SteppedFacts } from './stepped-facts.ts';

/** What filings said of every item asked for. */
export function filingFacts(
  fundamentals: readonly RawFundamental[],
  symbols: readonly string[],
  items: readonly FilingInput[],
): Map<FilingInput, SteppedFacts> {
  const column = new Map(symbols.map((symbol, at) => [symbol, at]));
  const facts = new Map(items.map((item) => [item, [] as SteppedFact[]]));
  for (const { symbol, item, knownAt, value, reason } of fundamentals) {
    const stock = column.get(symbol);
    if (stock === undefined) continue;
    const why = value === null ? `${item}: ${reason || 'no value'}` : '';
    facts.get(item)?.push({ stock, knownAt, value: value ?? NaN, reason: why });
  }
  return new Map([...facts].map(([item, own]) => [item, steppedFacts(symbols.length, own)]));
}

/** Whether the name is an input read from filings. */
export function isFilingInput(name: string): name is FilingInput {
  return (filingInputs as readonly string[]).includes(name);
}

/** Whether the input is an amount per share, which a split divides. */
export function isPerShare(name: string): boolean {
  return name === 'epsDilutedTtm' || name === 'epsDilutedTtmYearAgo';
}
