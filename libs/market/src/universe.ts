import { readFile } from 'node:fs/promises';
import { symbolKind, symbolOf } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { emptyUniverse, malformedUniverse } from './errors.ts';
import { parseUniverse } from './universe-file.ts';
import { matchPrices, type UnknownMember } from './universe-prices.ts';

/** A stock of a universe; without dates it is always a member. */
export interface Member {
  readonly symbol: string;
  /** First and last day of membership, inclusive. */
  readonly entry?: string;
  readonly exit?: string;
}

/** A list of stocks, and whether it has dates of membership. */
export interface Universe {
  readonly name: string;
  /** Ascending by symbol; a symbol may be a member over several spans. */
  readonly members: readonly Member[];
  readonly dated: boolean;
  /** Members without prices. @default none */
  readonly unknown?: readonly UnknownMember[];
  /** Indices, currency pairs and futures, which are not stocks: members only if they are named. @default none */
  readonly leftOut?: readonly string[];
}

/** Whether a universe is read from a file, by its text. */
export function isUniverseFile(text: string): boolean {
  return /\.(csv|tsv|txt)$/i.test(text.trim());
}

/**
 * The universe of a request: `ingested` (every real stock in the warehouse), `demonstration` (every synthetic one),
 * a CSV file (see {@link parseUniverse}), or symbols joined by commas.
 *
 * @throws EMPTY_UNIVERSE if it is empty, MALFORMED_UNIVERSE where a file cannot be read, MEMBERS_UNKNOWN where most
 *   of the stocks that are named have no prices
 */
export async function readUniverse(warehouse: Warehouse, text: string): Promise<Universe> {
  if (text === 'ingested' || text === 'demonstration') return fromWarehouse(warehouse, text);
  if (isUniverseFile(text)) return fromFile(warehouse, text);
  const names = text.split(',').filter((name) => name.trim() !== '');
  if (names.length === 0) throw emptyUniverse(text, 'Name symbols joined by commas, e.g. --universe AAPL,MSFT.');
  const symbols = new Set(names.map((name) => symbolOf(name) ?? name.trim().toUpperCase()));
  return listed(
    warehouse,
    text,
    [...symbols].map((symbol) => ({ symbol })),
  );
}

/**
 * The universe of a request that names none: `ingested`, or `demonstration` where the warehouse holds nothing else.
 * Stocks of both are never mixed.
 */
export async function defaultUniverse(warehouse: Warehouse): Promise<'ingested' | 'demonstration'> {
  const kinds = await warehouse.query<{ synthetic: boolean }>('SELECT DISTINCT synthetic FROM prices');
  return kinds.length > 0 && kinds.every(({ synthetic }) => synthetic) ? 'demonstration' : 'ingested';
}

async function fromWarehouse(warehouse: Warehouse, name: 'ingested' | 'demonstration'): Promise<Universe> {
  const rows = await warehouse.query<{ symbol: string; synthetic: boolean }>(
    'SELECT symbol, max(synthetic) AS synthetic FROM prices GROUP BY symbol ORDER BY symbol',
  );
  const wanted = rows.filter((row) => row.synthetic === (name === 'demonstration'));
  const stocks = wanted.filter(({ symbol }) => symbolKind(symbol) === 'stock');
  const others = wanted.filter(({ symbol }) => symbolKind(symbol) !== 'stock').map(({ symbol }) => symbol);
  if (stocks.length > 0)
    return { name, members: stocks.map(({ symbol }) => ({ symbol })), dated: false, leftOut: others };
  throw emptyUniverse(
    name,
    rows.length === 0
      ? 'Ingest prices with `fm ingest prices PATH`, or run `fm demo`.'
      : name === 'ingested'
        ? 'Only the demonstration market is there: ingest prices with `fm ingest prices PATH`, or ask for `--universe demonstration`.'
        : 'Run `fm demo` to make the demonstration market.',
  );
}

async function fromFile(warehouse: Warehouse, path: string): Promise<Universe> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw malformedUniverse(path, 0, 'the file cannot be read', cause);
  });
  return listed(warehouse, path, parseUniverse(text, path));
}

async function listed(warehouse: Warehouse, name: string, written: readonly Member[]): Promise<Universe> {
  const { members, unknown } = await matchPrices(warehouse, name, written);
  const dated = members.some((member) => member.entry !== undefined || member.exit !== undefined);
  return { name, members: members.sort((a, b) => (a.symbol < b.symbol ? -1 : 1)), dated, unknown };
}

/**
 * Membership as 1 and 0, sessions x symbols; undefined if every stock is always a member.
 *
 * @param sessions - the trading calendar, ascending
 * @param symbols - columns, ascending
 */
export function membershipMask(
  universe: Universe,
  sessions: readonly string[],
  symbols: readonly string[],
): Uint8Array | undefined {
  if (!universe.dated) return undefined;
  const mask = new Uint8Array(sessions.length * symbols.length);
  const column = new Map(symbols.map((symbol, at) => [symbol, at]));
  for (const { symbol, entry = '', exit = '9999-12-31' } of universe.members) {
    const i = column.get(symbol);
    if (i === undefined) continue;
    sessions.forEach((date, t) => {
      if (date >= entry && date <= exit) mask[t * symbols.length + i] = 1;
    });
  }
  return mask;
}
