/** A value for a period, and where it stands. */
export interface Entry {
  /** First day of a duration; the end itself for a value at a moment. */
  readonly start: string;
  readonly end: string;
  readonly value: number;
  readonly tag: string;
  readonly unit: string;
  /** Accession numbers of the filings the value stands in, joined by ` + `. */
  readonly accn: string;
  /** `reported`, or how it was computed. */
  readonly derivation: string;
}
