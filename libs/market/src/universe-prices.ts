import { symbolKey } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { emptyUniverse, membersUnknown } from './errors.ts';
import { nearSymbols } from './near-symbols.ts';
import type { Member } from './universe.ts';

/** A member that has no prices, and symbols with prices that may be meant. */
export interface UnknownMember {
  readonly symbol: string;
  readonly near: readonly string[];
}

/** Largest number of unknown members that a text names. */
const namedAtMost = 20;

/** Symbol and days of prices, as the warehouse has them. */
interface Priced {
  readonly symbol: string;
  readonly first: string;
  readonly last: string;
}

/**
 * Converts members to the spelling of their prices (`BRK.B` and `BRK-B` are one stock), and reports which have none.
 *
 * @throws EMPTY_UNIVERSE where none has prices, MEMBERS_UNKNOWN where most of the stocks that were members while there are prices have none
 */
export async function matchPrices(
  warehouse: Warehouse,
  name: string,
  members: readonly Member[],
): Promise<{ readonly members: Member[]; readonly unknown: readonly UnknownMember[] }> {
  const priced = await warehouse.query<Priced>(
    `SELECT symbol, toString(min(date)) AS first, toString(max(date)) AS last FROM prices GROUP BY symbol ORDER BY symbol`,
  );
  if (priced.length === 0) return { members: [...members], unknown: [] };
  const exact = new Set(priced.map(({ symbol }) => symbol));
  const byKey = new Map(priced.map(({ symbol }) => [symbolKey(symbol), symbol]));
  const matched = members.map((member) =>
    exact.has(member.symbol) ? member : { ...member, symbol: byKey.get(symbolKey(member.symbol)) ?? member.symbol },
  );
  const first = priced.reduce((least, row) => (row.first < least ? row.first : least), '9999-12-31');
  const last = priced.reduce((most, row) => (row.last > most ? row.last : most), '');
  const during = matched.filter(({ entry = '', exit = '9999-12-31' }) => entry <= last && exit >= first);
  const wanted = [...new Set(during.map(({ symbol }) => symbol))];
  const taken = new Set(wanted);
  const others = [...exact].filter((symbol) => !taken.has(symbol));
  const unknown = wanted
    .filter((symbol) => !exact.has(symbol))
    .map((symbol) => ({ symbol, near: nearSymbols(symbol, others) }));
  if (unknown.length > 0 && unknown.length === wanted.length)
    throw emptyUniverse(name, `Correct the symbols or load their prices: ${unknownText(unknown)}.`);
  if (unknown.length * 2 > wanted.length) throw membersUnknown(name, wanted.length, unknownText(unknown));
  return { members: matched, unknown };
}

/** `APPL (AAPL?), XYZ and 3 more`. */
export function unknownText(unknown: readonly UnknownMember[]): string {
  const named = unknown
    .slice(0, namedAtMost)
    .map(({ symbol, near }) => (near.length === 0 ? symbol : `${symbol} (${near.join(' or ')}?)`));
  const more = unknown.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
