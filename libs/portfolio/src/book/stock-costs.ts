import type { BookCosts } from '@fm/factor-math';
import { symbolOf } from '@fm/platform';
import { columnNamed, headerName, readCsv } from '@fm/platform/csv';
import { malformedCosts } from '../errors.ts';
import type { StockCost } from './book-request.ts';
import type { BookTerms } from './book-terms.ts';

const kinds = ['commission', 'spread', 'borrow'] as const;

/** What trading each stock costs, as fractions: half the spread and the commission at a trade, borrowing a year. */
export function costsOf(costs: BookTerms['costs'], symbols: readonly string[]): BookCosts {
  const { commission, spread, borrow, stocks } = costs;
  const ofTrade = (one: Pick<StockCost, 'commission' | 'spread'>): number =>
    ((one.commission ?? commission) + (one.spread ?? spread) / 2) / 10_000;
  if (stocks === undefined) return { trade: ofTrade({}), borrow: borrow / 10_000 };
  const own = new Map(stocks.map((one) => [one.symbol, one]));
  const each = (of: (one: Partial<StockCost>) => number): Float64Array =>
    Float64Array.from(symbols, (symbol) => of(own.get(symbol) ?? {}));
  return { trade: each(ofTrade), borrow: each((one) => (one.borrow ?? borrow) / 10_000) };
}

/**
 * Costs of stocks from CSV: a line of names with `symbol` and at least one of `commission`, `spread` and `borrow`,
 * basis points; an empty cell is as of the book.
 *
 * @returns by symbol
 * @throws MALFORMED_COSTS that names the line
 */
export function parseStockCosts(text: string, path: string): StockCost[] {
  const [first, ...lines] = readCsv(text);
  const names = (first?.fields ?? []).map(headerName);
  const symbol = columnNamed(names, ['symbol', 'ticker']);
  const columns = kinds.flatMap((kind) => {
    const column = columnNamed(names, [kind]);
    return column === -1 ? [] : [{ kind, column }];
  });
  if (symbol === -1 || columns.length === 0)
    throw malformedCosts(path, first?.line ?? 1, 'the header has no column `symbol`, or no column of costs');
  const found = new Map<string, StockCost>();
  for (const { line, fields } of lines) {
    const name = symbolOf(fields[symbol] ?? '');
    if (name === undefined)
      throw malformedCosts(path, line, `"${(fields[symbol] ?? '').slice(0, 40)}" is not a symbol`);
    if (found.has(name)) throw malformedCosts(path, line, `${name} is there twice`);
    const costs = columns.map(({ kind, column }) => [kind, costIn(line, fields[column] ?? '', path)] as const);
    found.set(name, { symbol: name, ...Object.fromEntries(costs.filter(([, value]) => value !== undefined)) });
  }
  return [...found.values()].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}

function costIn(line: number, cell: string, path: string): number | undefined {
  const written = cell.trim();
  if (written === '') return undefined;
  if (!/^\d+(\.\d+)?$/.test(written))
    throw malformedCosts(path, line, `"${written.slice(0, 40)}" is not a number of basis points from 0 on`);
  return Number(written);
}
