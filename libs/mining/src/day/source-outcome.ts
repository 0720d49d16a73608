/** What a source delivered on a day: how much was expected, how much has arrived, and what is late. */
export interface SourceOutcome {
  readonly source: string;
  /** Symbols, or searches of the news, that were expected. */
  readonly expected: number;
  /** How many of them have arrived and are recent. */
  readonly arrived: number;
  /** Those that are not, by name, with the reason. */
  readonly late: readonly Late[];
}

/** Something that was expected and has not arrived. */
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

/** Share of what was expected that has arrived, from 0 to 1; 1 if nothing was expected. */
export function shareOf({ expected, arrived }: SourceOutcome): number {
  return expected === 0 ? 1 : arrived / expected;
}
