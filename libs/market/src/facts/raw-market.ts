import type { FilingInput, RatingInput } from '@fm/factors';
import type { RawFacts } from '../inputs/sources.ts';

/** Prices that every run reads. */
export const everyColumn = ['adjClose', 'close', 'volume'] as const;

/** Prices that are read if an input is computed from them. */
export const rangeColumns = ['open', 'high', 'low'] as const;
export type RangeColumn = (typeof rangeColumns)[number];

/** Columns of prices, all of one length. */
export type PriceColumns<Column> = Readonly<Record<(typeof everyColumn)[number], Column>> &
  Readonly<Partial<Record<RangeColumn, Column>>>;

/** Daily prices as columns, one entry per row, in any order; NaN is missing. */
export interface RawPrices extends PriceColumns<Float64Array> {
  /** Days since the epoch. */
  readonly day: Int32Array;
  /** Index of the symbol. */
  readonly stock: Uint32Array;
}

/** Columns of prices made of others, each by its name. */
export function mapColumns<Column, Made>(
  columns: PriceColumns<Column>,
  make: (column: Column, name: keyof PriceColumns<Column>) => Made,
): PriceColumns<Made> {
  const there = [...everyColumn, ...rangeColumns].flatMap((name) => {
    const column = columns[name];
    return column === undefined ? [] : [[name, make(column, name)] as const];
  });
  return Object.fromEntries(there) as unknown as PriceColumns<Made>;
}

/** What a filing states about an item of a stock, or why it states nothing. */
export interface RawFundamental {
  readonly symbol: string;
  readonly item: FilingInput;
  /** Milliseconds since the epoch. */
  readonly knownAt: number;
  readonly value: number | null;
  readonly reason: string;
}

/** A measurement read from a document of a stock. */
export interface RawRating {
  readonly symbol: string;
  readonly rating: RatingInput;
  /** Milliseconds since the epoch. */
  readonly knownAt: number;
  readonly value: number;
}

/** A split: the day from which prices are on the new basis, and new shares per old. */
export interface Split {
  readonly stock: number;
  /** Days since the epoch. */
  readonly day: number;
  readonly ratio: number;
}

/** What happened to a stock after its last price. */
export interface Delisting {
  readonly stock: number;
  /** Day of the delisting, days since the epoch: the return is known from its close on. */
  readonly day: number;
  /** Last day with a price, days since the epoch: the return is that of the session after it. */
  readonly lastPriceDay: number;
  /** A fraction; -1 where all is lost. */
  readonly value: number;
}

/** Risk-free return of a day, a fraction. */
export interface RawRate {
  /** Days since the epoch. */
  readonly day: number;
  readonly rate: number;
}

/** The facts a run computes from, as stored in the warehouse; the order of rows has no meaning. */
export interface RawMarket {
  /** Stocks, ascending. */
  readonly symbols: readonly string[];
  readonly prices: RawPrices;
  readonly splits: readonly Split[];
  readonly delistings: readonly Delisting[];
  readonly facts: RawFacts;
  readonly rates: readonly RawRate[];
  /** Whether any of it is synthetic. */
  readonly synthetic: boolean;
}
