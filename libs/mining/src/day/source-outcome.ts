/** What a source gave on a day: how much was expected, how much is in, and what is late. */
export interface SourceOutcome {
  readonly source: string;
  /** Symbols, or searches of the news, that were expected. */
  readonly expected: number;
  /** How many of them are in and fresh. */
  readonly arrived: number;
  /** Those that are not, by name, with the reason. */
  readonly late: readonly Late[];
}

/** Something that was expected and is not in. */
export interface Late {
  readonly subject: string;
  readonly reason: string;
}

/** The outcome of a source from what was expected of it and what is late; a subject counts once, with its first reason. */
export function outcomeOf(source: string, expected: number, late: readonly Late[]): SourceOutcome {
  const first = new Map<string, Late>();
  for (const one of late) if (!first.has(one.subject)) first.set(one.subject, one);
  return { source, expected, arrived: expected - first.size, late: [...first.values()] };
}

/** Share of what was expected that is in, from 0 to 1; 1 where nothing was. */
export function shareOf({ expected, arrived }: SourceOutcome): number {
  return expected === 0 ? 1 : arrived / expected;
}
