import { draws } from '@fm/platform/random';
import { mapColumns, type RawMarket, type RawPrices } from '../facts/raw-market.ts';
import type { DatedFact } from '../inputs/input-source.ts';
import { factsOfSources, sourceOf } from '../inputs/sources.ts';

/** The moment up to which the facts of a stock stay unchanged. */
export interface Cut {
  /** Last day that stays, days since the epoch. */
  readonly day: number;
  /** The close of that day, milliseconds since the epoch; facts known at it or later change. */
  readonly close: number;
}

/**
 * The same facts up to a moment and others after it: of prices and of the facts of every source known later one in ten is
 * dropped and the others get other values, and new ones are added; risk-free rates change after the last cut.
 *
 * @param cuts - one for all stocks, or one per stock
 */
export function perturbFuture(raw: RawMarket, cuts: Cut | readonly Cut[], seed: number): RawMarket {
  const random = draws(seed);
  const cutOf = Array.isArray(cuts) ? (stock: number) => cuts[stock] as Cut : () => cuts as Cut;
  const stockOf = new Map(raw.symbols.map((symbol, stock) => [symbol, stock]));
  const changed = (value: number): number => value * (0.2 + 3 * random());
  const later = (facts: readonly DatedFact[], change: (fact: DatedFact) => DatedFact): DatedFact[] =>
    facts.flatMap((fact) => {
      const { close } = cutOf(stockOf.get(fact.symbol) ?? 0);
      if (fact.knownAt < close) return [fact];
      const dice = random();
      if (dice < 0.1) return [];
      return dice < 0.2 ? [change(fact), { ...change(fact), knownAt: close }] : [change(fact)];
    });
  const stays = (prices: RawPrices, row: number): boolean =>
    (prices.day[row] as number) <= cutOf(prices.stock[row] as number).day;
  const keep = Array.from(raw.prices.day, (_, row) => stays(raw.prices, row) || random() >= 0.1);
  const prices = selectPrices(raw.prices, (row) => keep[row] as boolean);
  const columns = Object.values(mapColumns(prices, (column) => column));
  prices.day.forEach((_, row) => {
    if (stays(prices, row)) return;
    for (const column of columns) column[row] = changed(column[row] as number);
  });
  const last = Math.max(...(Array.isArray(cuts) ? cuts : [cuts as Cut]).map(({ day }) => day));
  return {
    ...raw,
    prices,
    facts: factsOfSources((name) => {
      const source = sourceOf(name);
      return later(raw.facts[name], (fact) => source.change(fact, random));
    }),
    rates: raw.rates.map((fact) => (fact.day <= last ? fact : { ...fact, rate: random() })),
  };
}

/** Only the facts that are known up to a day. */
export function truncated(raw: RawMarket, day: number, close: number): RawMarket {
  const known = ({ knownAt }: { readonly knownAt: number }): boolean => knownAt < close;
  return {
    ...raw,
    prices: selectPrices(raw.prices, (row) => (raw.prices.day[row] as number) <= day),
    facts: factsOfSources((source) => (raw.facts[source] as readonly DatedFact[]).filter(known)),
    rates: raw.rates.filter((fact) => fact.day <= day),
  };
}

/** The facts from a day on: only prices, since a filing holds until the next one, however long ago it was. */
export function since(raw: RawMarket, day: number): RawMarket {
  return { ...raw, prices: selectPrices(raw.prices, (row) => (raw.prices.day[row] as number) >= day) };
}

/** The same facts with their rows in another order. */
export function shuffled(raw: RawMarket, seed: number): RawMarket {
  const random = draws(seed);
  const mixed = <Item>(items: readonly Item[]): Item[] =>
    items
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  const rows = Uint32Array.from(mixed(Array.from(raw.prices.day.keys())));
  return {
    ...raw,
    prices: takePrices(raw.prices, rows),
    facts: factsOfSources((source) => mixed<DatedFact>(raw.facts[source])),
    splits: mixed(raw.splits),
    rates: mixed(raw.rates),
  };
}

/** Only the facts of some of the stocks. */
export function withSymbols(raw: RawMarket, symbols: readonly string[]): RawMarket {
  const columnOf = new Map(symbols.map((symbol, at) => [raw.symbols.indexOf(symbol), at]));
  const prices = selectPrices(raw.prices, (row) => columnOf.has(raw.prices.stock[row] as number));
  return {
    ...raw,
    symbols,
    prices: { ...prices, stock: prices.stock.map((stock) => columnOf.get(stock) as number) },
    splits: ofStocks(raw.splits, columnOf),
    delistings: ofStocks(raw.delistings, columnOf),
  };
}

function ofStocks<Fact extends { readonly stock: number }>(
  facts: readonly Fact[],
  columnOf: ReadonlyMap<number, number>,
): Fact[] {
  return facts.flatMap((fact) => {
    const stock = columnOf.get(fact.stock);
    return stock === undefined ? [] : [{ ...fact, stock }];
  });
}

function selectPrices(prices: RawPrices, keep: (row: number) => boolean): RawPrices {
  return takePrices(prices, Uint32Array.from(prices.day.keys()).filter(keep));
}

function takePrices(prices: RawPrices, rows: Uint32Array): RawPrices {
  return {
    day: Int32Array.from(rows, (row) => prices.day[row] as number),
    stock: Uint32Array.from(rows, (row) => prices.stock[row] as number),
    ...mapColumns(prices, (column) => Float64Array.from(rows, (row) => column[row] as number)),
  };
}
