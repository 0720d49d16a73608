import type { Basis } from './basis.ts';

/** A value for a period, and where it is from. */
export interface Entry {
  /** First day of a duration; the end itself for a value at a moment. */
  readonly start: string;
  readonly end: string;
  readonly value: number;
  readonly tag: string;
  readonly unit: string;
  /** Accession numbers of the filings with the value, joined by ` + `. */
  readonly accn: string;
  /** `reported`, or how it was computed. */
  readonly derivation: string;
  /** The vintages in which the value holds. */
  readonly basis: Basis;
  /** Accession numbers of every filing that states the value; of a computed one those that state all it is made of. */
  readonly filings: readonly string[];
}

/** A value, or the reason why there is none. */
export type Outcome = Entry | { readonly reason: string };

export function isEntry(outcome: Outcome | undefined): outcome is Entry {
  return outcome !== undefined && 'value' in outcome;
}

/** Distinct texts in order, joined by ` + `. */
export function joined(texts: readonly string[]): string {
  return [...new Set(texts)].join(' + ');
}

/** Filings that state every one of some entries. */
export function commonFilings(entries: readonly Entry[]): string[] {
  const [first, ...rest] = entries;
  return first === undefined ? [] : first.filings.filter((accn) => rest.every((one) => one.filings.includes(accn)));
}
