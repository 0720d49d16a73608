/** First bytes of a frame, little-endian. */
const frameMark = 0x184d2204;
/** Bytes that a match may reach back over, also into the blocks before. */
const isStored = 0x8000_0000;

/**
 * Unpacks frames of LZ4, the form in which Arrow packs its buffers, with blocks that stand for themselves or reach back into
 * those before. Checksums are not checked.
 *
 * Source: LZ4 Frame Format 1.6.3 and LZ4 Block Format, lz4/doc in the repository lz4/lz4.
 *
 * @param limit - most bytes that are unpacked
 * @throws RangeError where the bytes are not such frames, or hold more than the limit
 */
export function unpackLz4Frame(packed: Uint8Array, limit: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const output = new Output(limit);
  let at = 0;
  while (at < packed.length) {
    if (view.getUint32(at, true) !== frameMark) throw new RangeError('the LZ4 frame has no mark');
    const flags = view.getUint8(at + 4);
    const [blockChecksum, contentSize, contentChecksum, dictionary] = [0x10, 0x08, 0x04, 0x01].map(
      (flag) => (flags & flag) !== 0,
    );
    if (dictionary === true) throw new RangeError('the LZ4 frame needs a dictionary');
    at += contentSize === true ? 15 : 7;
    for (;;) {
      const size = view.getUint32(at, true);
      at += 4;
      if (size === 0) break;
      const length = size & ~isStored;
      const block = packed.subarray(at, at + length);
      if (block.length < length) throw new RangeError('the LZ4 frame is cut off');
      if ((size & isStored) === 0) unpackBlock(block, output);
      else output.append(block, 0, length);
      at += blockChecksum === true ? length + 4 : length;
    }
    if (contentChecksum === true) at += 4;
  }
  return output.bytes();
}

/** A sequence is a token, literals, and a match: bytes that stand `offset` before. The last one has no match. */
function unpackBlock(block: Uint8Array, output: Output): void {
  let at = 0;
  const longer = (length: number): number => {
    let sum = length;
    if (length === 15) {
      let byte;
      do {
        byte = block[at++];
        if (byte === undefined) throw new RangeError('a length in the LZ4 block is cut off');
        sum += byte;
      } while (byte === 255);
    }
    return sum;
  };
  while (at < block.length) {
    const token = block[at++] ?? 0;
    const literals = longer(token >> 4);
    if (at + literals > block.length) throw new RangeError('the LZ4 block is cut off');
    output.append(block, at, literals);
    at += literals;
    if (at === block.length) return;
    const offset = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
    at += 2;
    output.repeat(offset, longer(token & 15) + 4);
  }
}

class Output {
  readonly #limit: number;
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  append(source: Uint8Array, from: number, length: number): void {
    this.#reserve(length);
    this.#bytes.set(source.subarray(from, from + length), this.#length);
    this.#length += length;
  }

  /** A match may reach into what it writes itself, which repeats. */
  repeat(offset: number, length: number): void {
    if (offset === 0 || offset > this.#length)
      throw new RangeError(`the LZ4 block reaches back ${offset} bytes too far`);
    this.#reserve(length);
    const end = this.#length + length;
    for (let at = this.#length; at < end; at++) this.#bytes[at] = this.#bytes[at - offset] ?? 0;
    this.#length = end;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed > this.#limit) throw new RangeError(`the LZ4 frame holds more than ${this.#limit} bytes`);
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
