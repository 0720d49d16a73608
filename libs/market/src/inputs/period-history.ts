/** What a filing left known of an item of a stock. */
export interface ItemEvent {
  readonly item: string;
  /** Milliseconds since the epoch. */
  readonly knownAt: number;
  /** Last day of the period, days since the epoch; NaN where there is no value. */
  readonly periodEnd: number;
  /** NaN where there is none. */
  readonly value: number;
  readonly reason: string;
  /** Whether the value is of twelve months that a filing states as such. */
  readonly isYear: boolean;
}

/** The latest period, and what became of it. */
export interface Latest {
  /** Last day, days since the epoch. */
  readonly end: number;
  /** Moment at which the period became known, milliseconds since the epoch. */
  readonly since: number;
}

/** Values of an item by period, each as it was known when its period was the latest. */
export class PeriodHistory {
  readonly #values = new Map<number, number>();
  readonly #since = new Map<number, number>();
  #latest: number | undefined;
  #reason = 'never reported';

  learn({ knownAt, periodEnd, value, reason }: ItemEvent): void {
    this.#reason = reason;
    if (Number.isNaN(value)) return;
    this.#latest = periodEnd;
    this.#values.set(periodEnd, value);
    if (!this.#since.has(periodEnd)) this.#since.set(periodEnd, knownAt);
  }

  /** Why the last filing says nothing; empty where it does. */
  get reason(): string {
    return this.#reason;
  }

  get latest(): Latest | undefined {
    if (this.#latest === undefined) return undefined;
    return { end: this.#latest, since: this.#since.get(this.#latest) as number };
  }

  /** The value of the period whose last day is nearest to a day, within some days of it. */
  near(day: number, within: number): number | undefined {
    let [best, distance] = [undefined as number | undefined, within + 1];
    for (const [end, value] of this.#values) {
      if (Math.abs(end - day) >= distance) continue;
      [best, distance] = [value, Math.abs(end - day)];
    }
    return best;
  }
}
