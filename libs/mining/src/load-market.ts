import { simpleReturns, type Panel } from '@fm/factor-math';
import type { InputName } from '@fm/factors';
import type { Warehouse } from '@fm/warehouse';
import { firstFinite, lastFinite } from './coverage.ts';
import { emptyUniverse } from './errors.ts';
import type { Market } from './market.ts';
import { membershipMask, type Universe } from './universe.ts';

/** Days between the epoch and a session, as ClickHouse keeps a Date32. */
type EpochDay = number;

const dayMilliseconds = 86_400_000;

/** `YYYY-MM-DD` of a day number. */
export function isoDay(day: EpochDay): string {
  return new Date(day * dayMilliseconds).toISOString().slice(0, 10);
}

/** Day number of a `YYYY-MM-DD`. */
export function epochDay(day: string): EpochDay {
  return Date.parse(day) / dayMilliseconds;
}

/** Bytes of one row of {@link pricesQuery}: Int32, UInt32 and three Float64. */
const rowBytes = 32;

const pricesQuery = `
  SELECT toInt32(date), toUInt32(indexOf({symbols:Array(String)}, symbol) - 1),
         ifNull(adj_close, nan), ifNull(close, nan), ifNull(volume, nan)
  FROM prices_latest
  WHERE symbol IN {symbols:Array(String)} AND date <= toDate32({until:String})`;

/**
 * Loads the prices of a universe up to a day as panels, from each stock's first price on, since recursive factors look
 * back that far.
 *
 * @param until - last day loaded, inclusive: nothing later can touch a result
 * @throws EMPTY_UNIVERSE where no symbol has a price
 */
export async function loadMarket(warehouse: Warehouse, universe: Universe, until: string): Promise<Market> {
  const symbols = [...new Set(universe.members.map((member) => member.symbol))].sort();
  const bytes = await warehouse.queryBytes(pricesQuery, 'RowBinary', { symbols, until });
  if (bytes.length === 0) {
    throw emptyUniverse(universe.name, 'Ingest prices with `fm ingest prices PATH`; `fm doctor` shows what is there.');
  }
  const days = sessionDays(bytes);
  const shape = { days: days.length, stocks: symbols.length };
  const panels = scatter(bytes, days, shape);
  const sessions = Array.from(days, isoDay);
  const member = membershipMask(universe, sessions, symbols);
  const returns = simpleReturns(panels.adjClose);
  if (member !== undefined) member.forEach((in_, cell) => in_ === 0 && (returns.values[cell] = NaN));
  return {
    sessions,
    symbols,
    returns,
    firstPrice: firstFinite(panels.adjClose),
    lastPrice: lastFinite(panels.adjClose),
    ...(member === undefined ? {} : { member }),
    synthetic: await anySynthetic(warehouse, symbols),
    notes: universe.dated
      ? []
      : ['Survivorship: the universe is a list without dates, so it holds the stocks of today over the whole range.'],
    input: (name) => panels[name],
  };
}

function sessionDays(bytes: Buffer): Int32Array {
  const days = new Set<EpochDay>();
  for (let at = 0; at < bytes.length; at += rowBytes) days.add(bytes.readInt32LE(at));
  return Int32Array.from(days).sort();
}

function scatter(bytes: Buffer, days: Int32Array, shape: { days: number; stocks: number }): Record<InputName, Panel> {
  const empty = (): Panel => ({ ...shape, values: new Float64Array(shape.days * shape.stocks).fill(NaN) });
  const panels = { adjClose: empty(), close: empty(), volume: empty() };
  const sessionOf = new Map<EpochDay, number>();
  days.forEach((day, t) => sessionOf.set(day, t));
  for (let at = 0; at < bytes.length; at += rowBytes) {
    const cell = (sessionOf.get(bytes.readInt32LE(at)) as number) * shape.stocks + bytes.readUInt32LE(at + 4);
    panels.adjClose.values[cell] = bytes.readDoubleLE(at + 8);
    panels.close.values[cell] = bytes.readDoubleLE(at + 16);
    panels.volume.values[cell] = bytes.readDoubleLE(at + 24);
  }
  return panels;
}

async function anySynthetic(warehouse: Warehouse, symbols: readonly string[]): Promise<boolean> {
  const [row] = await warehouse.query<{ synthetic: boolean }>(
    'SELECT max(synthetic) AS synthetic FROM prices WHERE symbol IN {symbols:Array(String)}',
    { symbols },
  );
  return row?.synthetic === true;
}

/** Trading calendar of a universe: every day with a price of one of its stocks, ascending. */
export async function loadSessions(warehouse: Warehouse, universe: Universe): Promise<string[]> {
  const symbols = universe.members.map((member) => member.symbol);
  const rows = await warehouse.query<{ day: string }>(
    'SELECT DISTINCT toString(date) AS day FROM prices WHERE symbol IN {symbols:Array(String)} ORDER BY day',
    { symbols },
  );
  if (rows.length === 0) {
    throw emptyUniverse(universe.name, 'Ingest prices with `fm ingest prices PATH`; `fm doctor` shows what is there.');
  }
  return rows.map((row) => row.day);
}

/**
 * Hash of everything a run up to `until` reads: prices dated later do not change it.
 */
export async function dataVersionOf(warehouse: Warehouse, universe: Universe, until: string): Promise<string> {
  const symbols = universe.members.map((member) => member.symbol);
  const [row] = await warehouse.query<{ rows: string; hash: string }>(
    `SELECT count() AS rows, hex(sum(cityHash64(symbol, toInt32(date), row_hash))) AS hash
     FROM prices_latest WHERE symbol IN {symbols:Array(String)} AND date <= toDate32({until:String})`,
    { symbols, until },
  );
  return `prices:${row?.rows ?? 0}:${row?.hash ?? 0}`;
}
