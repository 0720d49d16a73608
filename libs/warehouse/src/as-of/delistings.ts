import type { Warehouse } from '../contract.ts';

/** The delisting of a stock, with the last price before it. */
export interface KnownDelisting {
  readonly symbol: string;
  /** Day of the delisting, days since the epoch: its return is known at the close of this day. */
  readonly day: number;
  /** Last day with an adjusted close, no later than `day`. */
  readonly lastPriceDay: number;
  /** Return after the last price, a fraction; null where the reason says nothing of it. */
  readonly value: number | null;
  readonly reason: string;
}

type Stored = Omit<KnownDelisting, 'lastPriceDay'> & { readonly source: string; readonly version: string };

/**
 * The delistings of some stocks, one for each last price: a file counts before a price file, then the later day, then what
 * was stored last. A symbol that was used again can have several. A delisting without a price before it is left out.
 */
export async function knownDelistings(warehouse: Warehouse, symbols: readonly string[]): Promise<KnownDelisting[]> {
  const stored = await warehouse.query<Stored>(
    `SELECT symbol, toInt32(date) AS day, value, reason, source, toString(version) AS version
     FROM delistings FINAL WHERE symbol IN {symbols:Array(String)}
     ORDER BY symbol, source = 'file' DESC, day DESC, delistings.version DESC`,
    { symbols },
  );
  const bySymbol = new Map<string, Stored[]>();
  for (const one of stored) bySymbol.set(one.symbol, [...(bySymbol.get(one.symbol) ?? []), one]);
  const most = Math.max(0, ...[...bySymbol.values()].map(({ length }) => length));
  const found = new Map<string, KnownDelisting>();
  for (let nth = 0; nth < most; nth++) {
    const round = [...bySymbol.values()].flatMap((own) => own.slice(nth, nth + 1));
    const lasts = await lastPriceDays(warehouse, round);
    for (const { symbol, day, value, reason } of round) {
      const lastPriceDay = lasts.get(symbol);
      if (lastPriceDay === undefined) continue;
      const key = `${symbol} ${lastPriceDay}`;
      if (!found.has(key)) found.set(key, { symbol, day, lastPriceDay, value, reason });
    }
  }
  return [...found.values()].sort((a, b) => (a.symbol < b.symbol ? -1 : Number(a.symbol > b.symbol)) || a.day - b.day);
}

/** Last day with an adjusted close up to a day, by symbol. */
async function lastPriceDays(
  warehouse: Warehouse,
  delisted: readonly Pick<Stored, 'symbol' | 'day'>[],
): Promise<Map<string, number>> {
  const rows = await warehouse.query<{ symbol: string; last: number }>(
    `SELECT symbol, toInt32(max(date)) AS last FROM prices_latest
     WHERE symbol IN {symbols:Array(String)} AND adj_close IS NOT NULL
       AND toInt32(date) <= transform(symbol, {symbols:Array(String)}, {days:Array(Int32)}, -2147483648)
     GROUP BY symbol`,
    { symbols: delisted.map(({ symbol }) => symbol), days: delisted.map(({ day }) => day) },
  );
  return new Map(rows.map(({ symbol, last }) => [symbol, last]));
}
