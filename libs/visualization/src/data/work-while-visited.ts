export interface WorkWhileVisitedOptions {
  /** Milliseconds between two times that the work is done. @default 1000 */
  readonly every?: number;
  /** Milliseconds after a visit during which it is done. @default 60000 */
  readonly stays?: number;
}

/**
 * Repeats some work while the page is in use: from a visit until a while after the last one. People click a few seconds
 * apart; what is kept fresh meanwhile need not be waited for.
 */
export class WorkWhileVisited {
  readonly #work: () => void;
  readonly #every: number;
  readonly #stays: number;
  #last = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(work: () => void, { every = 1000, stays = 60_000 }: WorkWhileVisitedOptions = {}) {
    this.#work = work;
    this.#every = every;
    this.#stays = stays;
  }

  visited(): void {
    this.#last = performance.now();
    this.#timer ??= setInterval(() => this.#tick(), this.#every).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    if (performance.now() - this.#last > this.#stays) this.stop();
    else this.#work();
  }
}
