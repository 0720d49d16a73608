import type { EventStudy } from '@fm/factor-math';

/** An event study of stocks that enter a leg. */
export interface LegStudy {
  readonly event: 'enters_high' | 'enters_low';
  /** Session of each element of the study's series, relative to the event's. */
  readonly offsets: readonly number[];
  readonly study: EventStudy;
}
