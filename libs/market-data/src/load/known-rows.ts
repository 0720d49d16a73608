import type { Warehouse } from '@fm/warehouse';

/** What the warehouse holds of one symbol: the newest row of every day, days ascending. */
export interface KnownRows {
  readonly day: Int32Array;
  readonly hashLow: Uint32Array;
  readonly hashHigh: Uint32Array;
  readonly close: Float64Array;
  readonly adjClose: Float64Array;
  readonly synthetic: boolean;
  /** Version of each row; exact up to 2^53. */
  readonly version: Float64Array;
  /** Highest version of any row of the symbol. */
  readonly highest: number;
}

const rowBytes = 4 + 8 + 8 + 8 + 1 + 8;

const newestRows = `SELECT symbol, toInt32(date) AS day, tupleElement(newest, 1) AS hash,
  ifNull(tupleElement(newest, 2), nan) AS adj_close, ifNull(tupleElement(newest, 3), nan) AS close,
  tupleElement(newest, 4) AS synthetic, version
FROM (
  SELECT symbol, date, argMax(tuple(row_hash, adj_close, close, synthetic), tuple(p.version, p.row_hash)) AS newest,
    max(p.version) AS version
  FROM prices AS p WHERE symbol IN {symbols:Array(String)} GROUP BY symbol, date
) ORDER BY symbol, day`;

/** Reads the newest rows of the symbols in one query; a symbol without rows is not in the map. */
export async function readKnownRows(warehouse: Warehouse, symbols: readonly string[]): Promise<Map<string, KnownRows>> {
  const known = new Map<string, KnownRows>();
  if (symbols.length === 0) return known;
  const bytes = await warehouse.queryBytes(newestRows, 'RowBinary', { symbols: [...symbols] });
  for (let at = 0; at < bytes.length;) {
    const start = at;
    const nameBytes = 1 + bytes[at]!;
    const name = bytes.subarray(at, at + nameBytes);
    const width = nameBytes + rowBytes;
    while (at < bytes.length && bytes.compare(name, 0, nameBytes, at, at + nameBytes) === 0) at += width;
    known.set(name.toString('utf8', 1), decodeSymbol(bytes, start, nameBytes, (at - start) / width));
  }
  return known;
}

function decodeSymbol(bytes: Buffer, start: number, nameBytes: number, count: number): KnownRows {
  const day = new Int32Array(count);
  const hashLow = new Uint32Array(count);
  const hashHigh = new Uint32Array(count);
  const adjClose = new Float64Array(count);
  const close = new Float64Array(count);
  let synthetic = false;
  const version = new Float64Array(count);
  let highest = 0;
  for (let row = 0; row < count; row++) {
    const at = start + row * (nameBytes + rowBytes) + nameBytes;
    day[row] = bytes.readInt32LE(at);
    hashLow[row] = bytes.readUInt32LE(at + 4);
    hashHigh[row] = bytes.readUInt32LE(at + 8);
    adjClose[row] = bytes.readDoubleLE(at + 12);
    close[row] = bytes.readDoubleLE(at + 20);
    if (bytes[at + 28] === 1) synthetic = true;
    version[row] = Number(bytes.readBigUInt64LE(at + 29));
    if (version[row]! > highest) highest = version[row]!;
  }
  return { day, hashLow, hashHigh, close, adjClose, synthetic, version, highest };
}
