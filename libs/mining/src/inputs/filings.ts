import { filingInputs, type FilingInput } from '@fm/factors';
import type { Warehouse } from '@fm/warehouse';
import { steppedInput, type SteppedFact, type SteppedInput } from './stepped-input.ts';

interface FundamentalRow {
  readonly symbol: string;
  readonly item: FilingInput;
  readonly knownAt: number;
  readonly value: number | null;
  readonly reason: string;
}

/**
 * What the latest filing known before each close says of every item asked for.
 *
 * @param closes - closes of the sessions, milliseconds since the epoch
 */
export async function loadFilingInputs(
  warehouse: Warehouse,
  symbols: readonly string[],
  closes: Float64Array,
  items: readonly FilingInput[],
): Promise<Map<FilingInput, SteppedInput>> {
  const rows = await warehouse.query<FundamentalRow>(
    `SELECT symbol, item, toFloat64(toUnixTimestamp64Milli(known_at)) AS knownAt, value, reason
     FROM fundamentals
     WHERE symbol IN {symbols:Array(String)} AND item IN {items:Array(String)}
       AND toUnixTimestamp64Milli(known_at) < {until:Int64}
     ORDER BY item, symbol, known_at, filing`,
    { symbols, items, until: closes[closes.length - 1] as number },
  );
  const column = new Map(symbols.map((symbol, at) => [symbol, at]));
  const facts = new Map<FilingInput, SteppedFact[]>(items.map((item) => [item, []]));
  for (const { symbol, item, knownAt, value, reason } of rows) {
    facts.get(item)?.push({
      stock: column.get(symbol) as number,
      knownAt,
      value: value ?? NaN,
      reason: `${item}: ${reason || 'no value'}`,
    });
  }
  return new Map(
    [...facts].map(([item, known]) => [item, steppedInput(closes, symbols.length, known, `${item}: no filing known`)]),
  );
}

/** Whether the name is an input read from filings. */
export function isFilingInput(name: string): name is FilingInput {
  return (filingInputs as readonly string[]).includes(name);
}
