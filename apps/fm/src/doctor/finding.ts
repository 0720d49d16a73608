/** One thing the doctor looked at. */
export interface Finding {
  readonly capability: string;
  /** `missing` is needed for that capability only; `broken` stops mining altogether. */
  readonly state: 'ok' | 'missing' | 'broken';
  readonly found: string;
  readonly remedy: string;
}
