import type { RangeRole } from './evidence/judged-range.ts';

/** Inclusive dates, `YYYY-MM-DD`. */
export interface DateRange {
  readonly start: string;
  readonly end: string;
}

/** A range with the first and last session in it, as indices of the calendar. */
export interface RangeOfSessions extends DateRange {
  readonly from: number;
  readonly to: number;
  /** The role of the range in the verdict. @default 'evidence' */
  readonly role?: RangeRole;
}
