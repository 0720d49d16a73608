import { dayOfIso, sessionClose } from '@fm/platform/time';
import type { DatedFact } from '../inputs/input-source.ts';
import { neededColumns, neededSources, needsSplits } from '../inputs/needed-inputs.ts';
import { factsOfSources } from '../inputs/sources.ts';
import { everyColumn, mapColumns, type PriceColumns, type RawPrices } from './raw-market.ts';
import type { MarketNeeds, RawFactsOfMarket } from './read-raw-market.ts';

/**
 * The prices that a query with the needs would find among those that were stored in parts.
 *
 * @param parts - `stock` of each is a place in the list of all symbols
 * @param stocks - places of the wanted symbols there, first and last
 */
export function partOfPrices(
  parts: readonly RawPrices[],
  stocks: { readonly from: number; readonly to: number },
  needs: MarketNeeds,
): RawPrices {
  const [from, until] = [dayOfIso(needs.from ?? '1900-01-01'), dayOfIso(needs.until)];
  const rows = parts.map((part) => wantedRows(part, stocks, from, until));
  const count = rows.reduce((sum, { length }) => sum + length, 0);
  const gather = <Column extends Float64Array | Int32Array | Uint32Array>(
    joined: Column,
    columnOf: (part: RawPrices) => Column,
    shift = 0,
  ): Column => {
    let at = 0;
    parts.forEach((part, place) => {
      const column = columnOf(part);
      for (const row of rows[place] as Uint32Array) joined[at++] = (column[row] as number) - shift;
    });
    return joined;
  };
  const names = [...everyColumn, ...neededColumns(needs)];
  const wanted = Object.fromEntries(names.map((name) => [name, name])) as PriceColumns<keyof PriceColumns<unknown>>;
  return {
    day: gather(new Int32Array(count), ({ day }) => day),
    stock: gather(new Uint32Array(count), ({ stock }) => stock, stocks.from),
    ...mapColumns(wanted, (name) => gather(new Float64Array(count), (part) => part[name] as Float64Array)),
  };
}

function wantedRows(
  { day, stock }: RawPrices,
  stocks: { readonly from: number; readonly to: number },
  from: number,
  until: number,
): Uint32Array {
  const rows = new Uint32Array(day.length);
  let count = 0;
  for (let row = 0; row < day.length; row++) {
    const [of, on] = [stock[row] as number, day[row] as number];
    if (of >= stocks.from && of <= stocks.to && on >= from && on <= until) rows[count++] = row;
  }
  return rows.subarray(0, count);
}

/**
 * The facts that a query with the needs would find among those that were stored for blocks of stocks.
 *
 * @param parts - of each `symbols` are those of its block
 */
export function partOfFacts(
  parts: readonly RawFactsOfMarket[],
  symbols: readonly string[],
  needs: MarketNeeds,
): RawFactsOfMarket {
  const lastDay = dayOfIso(needs.until);
  const close = sessionClose(lastDay);
  const place = new Map(symbols.map((symbol, at) => [symbol, at]));
  const placed = <Fact extends { readonly stock: number }>(
    facts: (part: RawFactsOfMarket) => readonly Fact[],
  ): Fact[] =>
    parts.flatMap((part) =>
      facts(part).flatMap((fact) => {
        const stock = place.get(part.symbols[fact.stock] as string);
        return stock === undefined ? [] : [{ ...fact, stock }];
      }),
    );
  const sources = new Set(neededSources(needs).map(({ source }) => source));
  const isWanted = ({ symbol, knownAt }: DatedFact): boolean => knownAt < close && place.has(symbol);
  return {
    symbols,
    splits: needsSplits(needs) ? placed(({ splits }) => splits) : [],
    delistings: placed(({ delistings }) => delistings),
    facts: factsOfSources((source) =>
      sources.has(source) ? parts.flatMap(({ facts }) => (facts[source] as readonly DatedFact[]).filter(isWanted)) : [],
    ),
    rates: (parts[0]?.rates ?? []).filter(({ day }) => day <= lastDay),
    synthetic: parts.some(({ synthetic }) => synthetic),
  };
}
