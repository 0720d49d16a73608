import type { KnownFact } from '../derive/known-fact.ts';
import { groupBy } from '../derive/group-by.ts';

const day = 86_400_000;
const numberOf = (date: string) => Date.parse(date) / day;

/** A stated period as an edge between two days: what accrued after the first up to the second. */
interface Edge {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/**
 * What flows of one tag come to by another way than the library's: the filings known at a moment are taken from the newest
 * back for as long as none gives a period another value than a newer one does, so that all of it is of one vintage. Each
 * period they state is an edge between two days, and the amount between any two days is the sum along the path with the
 * fewest periods.
 */
export class OneVintage {
  readonly #edges = new Map<number, Edge[]>();

  /** @param facts - of one tag and unit, known at the moment */
  constructor(facts: readonly KnownFact[]) {
    const stated = new Map<string, number>();
    for (const filing of newestFirst(facts)) {
      const durations = filing.filter((fact) => fact.start !== undefined);
      if (durations.some((fact) => contradicts(stated.get(keyOf(fact)), fact.value))) break;
      for (const fact of durations) if (!stated.has(keyOf(fact))) stated.set(keyOf(fact), fact.value);
    }
    for (const [key, value] of stated) {
      const [start, end] = key.split('|') as [string, string];
      this.#add({ from: numberOf(start) - 1, to: numberOf(end), value });
    }
  }

  /** Amounts that accrued up to a day since any of the days that many days before; none where no path leads there. */
  upTo(end: string, fewest: number, most: number): number[] {
    const last = numberOf(end);
    const reached = new Map([[last, 0]]);
    for (let front = [last]; front.length > 0;) {
      const next: number[] = [];
      for (const node of front)
        for (const { to, value } of this.#edges.get(node) ?? []) {
          if (reached.has(to)) continue;
          reached.set(to, (reached.get(node) as number) + value);
          next.push(to);
        }
      front = next;
    }
    return [...reached].filter(([node]) => last - node >= fewest && last - node <= most).map(([, sum]) => -sum);
  }

  #add({ from, to, value }: Edge): void {
    this.#edgesOf(from).push({ from, to, value });
    this.#edgesOf(to).push({ from: to, to: from, value: -value });
  }

  #edgesOf(node: number): Edge[] {
    const there = this.#edges.get(node);
    if (there !== undefined) return there;
    const edges: Edge[] = [];
    this.#edges.set(node, edges);
    return edges;
  }
}

function newestFirst(facts: readonly KnownFact[]): KnownFact[][] {
  const filings = groupBy(facts, ({ accn }) => accn);
  return [...filings.values()].sort((a, b) => (b[0]?.knownAt ?? 0) - (a[0]?.knownAt ?? 0));
}

function keyOf({ start, end }: KnownFact): string {
  return `${start}|${end}`;
}

/** Rounding aside. */
function contradicts(newer: number | undefined, older: number): boolean {
  return newer !== undefined && Math.abs(newer - older) > 5e-3 * Math.max(Math.abs(newer), Math.abs(older));
}
