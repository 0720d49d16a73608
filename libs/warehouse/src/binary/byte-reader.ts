import { badBinary } from '../errors.ts';

/** Reads little-endian values of ClickHouse's binary formats, one after the other. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The next `count` bytes, not copied. */
  take(count: number): Buffer {
    if (this.#at + count > this.#bytes.length) throw badBinary('the result ends in the middle of a value');
    const part = this.#bytes.subarray(this.#at, this.#at + count);
    this.#at += count;
    return part;
  }

  /** Unsigned LEB128. */
  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw badBinary('the result ends in the middle of a value');
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  uint64(): bigint {
    return this.take(8).readBigUInt64LE();
  }

  string(): string {
    const length = this.varint();
    return length === 0 ? '' : this.take(length).toString();
  }
}
