import type { Panel } from '@fm/factor-math';
import type { Warehouse } from '@fm/warehouse';

/** Bytes of one row of {@link pricesQuery}: Int32, UInt32 and three Float64. */
const rowBytes = 32;

const pricesQuery = `
  SELECT toInt32(date), toUInt32(indexOf({symbols:Array(String)}, symbol) - 1),
         ifNull(adj_close, nan), ifNull(close, nan), ifNull(volume, nan)
  FROM prices_latest
  WHERE symbol IN {symbols:Array(String)} AND date <= toDate32({until:String})`;

/** Daily prices as panels. */
export interface PricePanels {
  /** Sessions, days since the epoch, ascending. */
  readonly days: Int32Array;
  readonly adjClose: Panel;
  readonly close: Panel;
  readonly volume: Panel;
}

/** All prices of the symbols up to a day; the sessions are the days on which any has a row. */
export async function loadPrices(
  warehouse: Warehouse,
  symbols: readonly string[],
  until: string,
): Promise<PricePanels> {
  const bytes = await warehouse.queryBytes(pricesQuery, 'RowBinary', { symbols, until });
  const days = sessionDays(bytes);
  const shape = { days: days.length, stocks: symbols.length };
  const empty = (): Panel => ({ ...shape, values: new Float64Array(shape.days * shape.stocks).fill(NaN) });
  const panels = { adjClose: empty(), close: empty(), volume: empty() };
  const sessionOf = new Map<number, number>();
  days.forEach((day, t) => sessionOf.set(day, t));
  for (let at = 0; at < bytes.length; at += rowBytes) {
    const cell = (sessionOf.get(bytes.readInt32LE(at)) as number) * shape.stocks + bytes.readUInt32LE(at + 4);
    panels.adjClose.values[cell] = bytes.readDoubleLE(at + 8);
    panels.close.values[cell] = bytes.readDoubleLE(at + 16);
    panels.volume.values[cell] = bytes.readDoubleLE(at + 24);
  }
  return { days, ...panels };
}

function sessionDays(bytes: Buffer): Int32Array {
  const days = new Set<number>();
  for (let at = 0; at < bytes.length; at += rowBytes) days.add(bytes.readInt32LE(at));
  return Int32Array.from(days).sort();
}
