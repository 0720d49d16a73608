/** Most fields of a line that are looked at; a line with more counts as having this many. */
export const maxFields = 64;

/** Reused positions of the fields of one line. */
export class FieldSpans {
  count = 0;
  readonly start = new Int32Array(maxFields);
  readonly end = new Int32Array(maxFields);

  /** Cuts `bytes[start, end)` at commas; quotes and blanks around a field do not belong to it. */
  split(bytes: Uint8Array, start: number, end: number): void {
    this.count = 0;
    let fieldStart = start;
    let quoted = false;
    for (let at = start; at < end; at++) {
      const byte = bytes[at];
      if (byte === 34) quoted = !quoted;
      else if (byte === 44 && !quoted) {
        this.#add(bytes, fieldStart, at);
        fieldStart = at + 1;
      }
    }
    this.#add(bytes, fieldStart, end);
  }

  #add(bytes: Uint8Array, start: number, end: number): void {
    if (this.count === maxFields) return;
    while (start < end && isPadding(bytes[start]!)) start++;
    while (end > start && isPadding(bytes[end - 1]!)) end--;
    this.start[this.count] = start;
    this.end[this.count++] = end;
  }
}

/** Blank, tab or quotation mark. */
function isPadding(byte: number): boolean {
  return byte === 32 || byte === 9 || byte === 34;
}
