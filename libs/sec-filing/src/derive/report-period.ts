import { groupBy } from './group-by.ts';
import type { KnownFact } from './known-fact.ts';

/** Which period the newest report is about: the last day that most of its facts have. */
export class ReportPeriod {
  readonly #ends = ['', '', ''];

  /** Last day of the newest period of a periodic report; of any filing where there was none. */
  get end(): string | undefined {
    return this.#ends[2] || this.#ends[1] || undefined;
  }

  learn(facts: readonly KnownFact[]): void {
    for (const own of groupBy(facts, ({ accn }) => accn).values()) {
      const counts = new Map<string, number>();
      for (const { end, unit } of own) if (unit.startsWith('USD')) counts.set(end, (counts.get(end) ?? 0) + 1);
      const [most] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1));
      const rank = own[0]?.formRank ?? 0;
      if (most !== undefined && most[0] > (this.#ends[rank] as string)) this.#ends[rank] = most[0];
    }
  }
}
