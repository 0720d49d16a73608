import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** A body as it was sent once, with the headers that belong to it. */
export interface KeptAnswer {
  readonly type: string;
  /** Content-Disposition of a download. */
  readonly disposition: string | undefined;
  readonly plain: Buffer;
  /** The same, gzipped; made when it is first asked for. */
  gzipped(): Promise<Buffer>;
}

/** Larger bodies are made again each time. */
const largestBody = 2 * 1024 * 1024;

/**
 * Serialized answers about complete runs by entity tag, which names the address and the state of the run: what is asked
 * again is neither computed, nor serialized, nor compressed again. The oldest go first when there are more bytes than allowed.
 */
export class AnswerStore {
  readonly #kept = new Map<string, KeptAnswer>();
  readonly #most: number;
  #bytes = 0;

  /** @param most - bytes of all bodies, before compression. @default 16 MiB */
  constructor(most = 16 * 1024 * 1024) {
    this.#most = most;
  }

  find(tag: string): KeptAnswer | undefined {
    return this.#kept.get(tag);
  }

  keep(tag: string, head: Pick<KeptAnswer, 'type' | 'disposition'>, plain: Buffer): void {
    if (plain.length > Math.min(largestBody, this.#most) || this.#kept.has(tag)) return;
    let packed: Promise<Buffer> | undefined;
    this.#kept.set(tag, { ...head, plain, gzipped: () => (packed ??= promisify(gzip)(plain)) });
    this.#bytes += plain.length;
    for (const [oldest, answer] of this.#kept) {
      if (this.#bytes <= this.#most) break;
      this.#kept.delete(oldest);
      this.#bytes -= answer.plain.length;
    }
  }
}
