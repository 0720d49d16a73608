import type { Panel } from '@fm/factor-math';
import type { SearchField } from '../grammar/units.ts';

/** The market of a search: panels of one calendar and one list of stocks, point in time. */
export interface SearchMarket {
  readonly symbols: readonly string[];
  /** `YYYY-MM-DD`, ascending. */
  readonly sessions: readonly string[];
  readonly fields: readonly SearchField[];
  /** Values of each field, sessions x stocks; missing is NaN. */
  readonly panels: ReadonlyMap<string, Float64Array>;
  /** 1 for members of the universe, else 0; absent if all always are. */
  readonly members?: Float64Array;
  /** Simple returns of all stocks at all times: what a signal earned later. */
  readonly returns: Panel;
  /** What forward returns are made neutral to: size and the known factors, of the same shape. */
  readonly exposures: readonly Panel[];
  /** Industry of each cell, negative or NaN where unknown; absent if none are known. */
  readonly groups?: Float64Array;
  /** What the exposures and groups are, for people: `industry`, `size`, `ROC20`. */
  readonly neutralTo: readonly string[];
  /** Hash of everything above. */
  readonly dataVersion: string;
  readonly synthetic: boolean;
  /** What a reader must know about the data. */
  readonly notes: readonly string[];
}

/** Doubles in memory that threads share. */
export function sharedDoubles(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}
