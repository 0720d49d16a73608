import type { PriceRows } from '../model/price-rows.ts';
import type { RejectedRow, WorthlessStock } from '../model/parsed.ts';

/** A row whose close is zero, and how it is refused where prices above zero follow. */
export interface ZeroRow {
  readonly symbol: string;
  readonly day: number;
  readonly refusal: RejectedRow;
}

/**
 * Whether a row says that a stock is worth nothing: its close is zero, or its adjusted close where it has no other.
 *
 * @param values - open, high, low, close, adjusted close, volume
 */
export function isWorthless(values: ArrayLike<number>): boolean {
  const last = Number.isNaN(values[3]!) ? values[4]! : values[3]!;
  return last === 0 && [0, 1, 2, 4].every((at) => !(values[at]! < 0));
}

/**
 * Rows at zero after the last price of their stock are its end; any other is a fault.
 *
 * @returns the stocks that ended, their rows, and the rows to refuse
 */
export function endsAtZero(
  rows: PriceRows,
  zeros: readonly ZeroRow[],
): { readonly worthless: readonly WorthlessStock[]; readonly count: number; readonly refused: readonly RejectedRow[] } {
  if (zeros.length === 0) return { worthless: [], count: 0, refused: [] };
  const last = new Map<string, number>();
  for (let row = 0; row < rows.count; row++) {
    const symbol = rows.symbols[rows.symbol[row]!]!;
    last.set(symbol, Math.max(last.get(symbol) ?? -Infinity, rows.day[row]!));
  }
  const isEnd = ({ symbol, day }: ZeroRow): boolean => day > (last.get(symbol) ?? Infinity);
  const firstDay = new Map<string, number>();
  for (const { symbol, day } of zeros.filter(isEnd)) {
    firstDay.set(symbol, Math.min(day, firstDay.get(symbol) ?? Infinity));
  }
  return {
    worthless: [...firstDay].map(([symbol, day]) => ({ symbol, day })),
    count: zeros.filter(isEnd).length,
    refused: zeros.filter((zero) => !isEnd(zero)).map(({ refusal }) => refusal),
  };
}
