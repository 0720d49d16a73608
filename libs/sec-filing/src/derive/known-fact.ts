/** A fact as derivations see it, with its moment of knowledge. */
export interface KnownFact {
  readonly tag: string;
  readonly unit: string;
  /** First day of a duration; undefined for a value at a moment. */
  readonly start: string | undefined;
  readonly end: string;
  /** NaN where the filing gives two values that contradict each other. */
  readonly value: number;
  readonly accn: string;
  readonly filed: string;
  /** 2 for periodic reports, 1 for other filings; proxy statements (0) take no part. */
  readonly formRank: number;
  /** Milliseconds since 1970. */
  readonly knownAt: number;
}

/** What makes a period: its first and last day, or its moment. */
export function keyOf({ start, end }: { readonly start: string | undefined; readonly end: string }): string {
  return `${start ?? ''}|${end}`;
}
