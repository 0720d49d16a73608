/** Largest number of fields of a line that are read; a line with more counts as having this many. */
export const maxFields = 4096;

const quote = 34;
const blank = 32;
const tab = 9;

/**
 * Reused positions of the fields of one line of CSV. It creates no strings, so a price file is read without a string
 * per field.
 */
export class FieldSpans {
  count = 0;
  /** Byte that separates fields. @default a comma */
  delimiter = 44;
  start = new Int32Array(64);
  end = new Int32Array(64);

  /**
   * Cuts `bytes[start, end)` at delimiters. Blanks around a field do not belong to it, nor do the quotes around a quoted
   * one; a quote that does not begin a field is text. A doubled quote inside a quoted field stays doubled, see
   * {@link fieldText}.
   */
  split(bytes: Uint8Array, start: number, end: number): void {
    this.count = 0;
    let fieldStart = start;
    for (let at = start; at <= end; at++) {
      if (at < end && bytes[at] === quote && this.#onlyBlanks(bytes, fieldStart, at)) {
        at = this.#closingQuote(bytes, at + 1, end);
      } else if (at === end || bytes[at] === this.delimiter) {
        this.#add(bytes, fieldStart, at);
        fieldStart = at + 1;
      }
    }
  }

  /** Position of the quote that closes a field, or of the last byte if none does. */
  #closingQuote(bytes: Uint8Array, from: number, end: number): number {
    for (let at = from; at < end; at++) {
      if (bytes[at] !== quote) continue;
      if (bytes[at + 1] === quote && at + 1 < end) at++;
      else return at;
    }
    return end - 1;
  }

  #onlyBlanks(bytes: Uint8Array, from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (!this.#isBlank(bytes[at]!)) return false;
    return true;
  }

  #isBlank(byte: number): boolean {
    return byte === blank || (byte === tab && this.delimiter !== tab);
  }

  #add(bytes: Uint8Array, from: number, to: number): void {
    if (this.count === maxFields) return;
    if (this.count === this.start.length) this.#grow();
    let [start, end] = [from, to];
    while (start < end && this.#isBlank(bytes[start]!)) start++;
    while (end > start && this.#isBlank(bytes[end - 1]!)) end--;
    if (end - start >= 2 && bytes[start] === quote && bytes[end - 1] === quote) {
      start++;
      end--;
      while (start < end && this.#isBlank(bytes[start]!)) start++;
      while (end > start && this.#isBlank(bytes[end - 1]!)) end--;
    }
    this.start[this.count] = start;
    this.end[this.count++] = end;
  }

  #grow(): void {
    const [start, end] = [new Int32Array(this.start.length * 2), new Int32Array(this.end.length * 2)];
    start.set(this.start);
    end.set(this.end);
    this.start = start;
    this.end = end;
  }
}

/** Text of a field, with doubled quotes as one. */
export function fieldText(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
    .toString('utf8')
    .replaceAll('""', '"');
}
