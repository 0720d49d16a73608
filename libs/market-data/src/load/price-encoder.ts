import { pricesTable } from '@fm/warehouse';
import type { HashLanes } from './row-hash.ts';

/** Columns of the `prices` table in the order that {@link PriceEncoder} writes. */
export const priceColumnNames = Object.keys(pricesTable.columns);

/** Largest size of a row beside its texts: date, six nullable doubles, flag, hash, version. */
const fixedRowBytes = 4 + 6 * 9 + 1 + 8 + 8;

/** What the rows of one file have in common. */
export interface RowConstants {
  readonly symbol: string;
  readonly source: string;
  readonly synthetic: boolean;
  readonly version: bigint;
}

/** Writes price rows as RowBinary straight from columns, without an object per row; one encoder fills one block. */
export class PriceEncoder {
  count = 0;
  #length = 0;
  #bytes = Buffer.allocUnsafe(1 << 20);
  #symbol: Buffer = Buffer.alloc(0);
  #tail: Buffer = Buffer.alloc(0);
  #version = 0n;

  /** Sets what the following rows have in common. */
  begin(constants: RowConstants): void {
    this.#symbol = textBytes(constants.symbol);
    this.#tail = Buffer.concat([textBytes(constants.source), Buffer.of(constants.synthetic ? 1 : 0)]);
    this.#version = constants.version;
  }

  /** Adds row `row` of row-major `values` (6 per row); NaN becomes NULL, anything else has to be finite. */
  add(day: number, values: Float64Array, row: number, hash: HashLanes): void {
    const needed = this.#length + fixedRowBytes + this.#symbol.length + this.#tail.length;
    if (needed > this.#bytes.length) this.#grow(needed);
    const bytes = this.#bytes;
    let at = this.#length;
    at += this.#symbol.copy(bytes, at);
    at = bytes.writeInt32LE(day, at);
    for (let column = 0; column < 6; column++) {
      const value = values[row * 6 + column]!;
      const missing = value !== value;
      bytes[at++] = missing ? 1 : 0;
      if (!missing) at = bytes.writeDoubleLE(value, at);
    }
    at += this.#tail.copy(bytes, at);
    at = bytes.writeUInt32LE(hash.low, at);
    at = bytes.writeUInt32LE(hash.high, at);
    this.#length = bytes.writeBigUInt64LE(this.#version, at);
    this.count++;
  }

  /** The block so far; the encoder starts a new one. */
  take(): Buffer {
    const block = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.allocUnsafe(1 << 20);
    this.#length = 0;
    this.count = 0;
    return block;
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** A String of RowBinary shorter than 128 bytes: its length, then its bytes. */
function textBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.of(bytes.length), bytes]);
}
