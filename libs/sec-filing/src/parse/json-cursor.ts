const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Elements of an array that are handed to the JSON parser at a time. */
const batchSize = 1000;

/**
 * Walks a JSON document in its bytes and hands only leaves to `JSON.parse`, so that a document of any size is never one
 * string or one object tree. It accepts exactly what `JSON.parse` accepts.
 *
 * Every method throws a SyntaxError where the document is malformed.
 */
export class JsonCursor {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Whether the next value is an object. */
  get atObject(): boolean {
    return this.#peek() === openBrace;
  }

  /** Whether the next value is an array. */
  get atArray(): boolean {
    return this.#peek() === openBracket;
  }

  /** Visits every member of the object here; the visitor must consume the member's value. */
  eachMember(visit: (name: string) => void): void {
    this.#expect(openBrace);
    if (this.#peek() === closeBrace) {
      this.#at += 1;
      return;
    }
    for (;;) {
      if (this.#peek() !== quote) throw this.#fault();
      const name = this.value() as string;
      this.#expect(colon);
      visit(name);
      if (this.#peek() === closeBrace) break;
      this.#expect(comma);
    }
    this.#at += 1;
  }

  /** Visits the elements of the array here, in batches; `first` is the index of a batch's first element. */
  eachBatch(visit: (elements: unknown[], first: number) => void): void {
    this.#expect(openBracket);
    if (this.#peek() === closeBracket) {
      this.#at += 1;
      return;
    }
    for (let first = 0, done = false; !done; first += batchSize) {
      const from = this.#at;
      let to = from;
      for (let count = 0; count < batchSize && !done; count += 1) {
        this.#skip();
        to = this.#at;
        done = this.#peek() === closeBracket;
        if (!done) this.#expect(comma);
      }
      visit(JSON.parse(`[${this.#text(from, to)}]`) as unknown[], first);
    }
    this.#at += 1;
  }

  /** The value here, parsed. */
  value(): unknown {
    this.#peek();
    const from = this.#at;
    this.#skip();
    return JSON.parse(this.#text(from, this.#at));
  }

  /** Checks that nothing follows. */
  end(): void {
    if (this.#peek() !== undefined) throw this.#fault();
  }

  #text(from: number, to: number): string {
    return this.#bytes.toString('utf8', from, to);
  }

  /** Moves behind the value here without looking at its grammar. */
  #skip(): void {
    const bytes = this.#bytes;
    const first = this.#peek();
    if (first === undefined) throw this.#fault();
    let at = this.#at;
    if (first !== openBrace && first !== openBracket) {
      this.#at = first === quote ? this.#afterString(at) : this.#afterScalar(at);
      if (this.#at === at) throw this.#fault();
      return;
    }
    let depth = 0;
    do {
      const byte = bytes[at];
      if (byte === undefined) throw this.#fault();
      if (byte === quote) {
        at = this.#afterString(at);
        continue;
      }
      if (byte === openBrace || byte === openBracket) depth += 1;
      else if (byte === closeBrace || byte === closeBracket) depth -= 1;
      at += 1;
    } while (depth > 0);
    this.#at = at;
  }

  #afterString(start: number): number {
    const bytes = this.#bytes;
    for (let at = start + 1; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === backslash) at += 1;
      else if (byte === quote) return at + 1;
    }
    throw this.#fault();
  }

  #afterScalar(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    while (at < bytes.length && !isDelimiter(bytes[at] as number)) at += 1;
    return at;
  }

  #peek(): number | undefined {
    const bytes = this.#bytes;
    while (isSpace(bytes[this.#at])) this.#at += 1;
    return bytes[this.#at];
  }

  #expect(byte: number): void {
    if (this.#peek() !== byte) throw this.#fault();
    this.#at += 1;
  }

  #fault(): SyntaxError {
    return new SyntaxError(this.#at >= this.#bytes.length ? 'it ends early' : `unexpected byte at ${this.#at}`);
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isDelimiter(byte: number): boolean {
  return byte === comma || byte === colon || byte === closeBrace || byte === closeBracket || isSpace(byte);
}
