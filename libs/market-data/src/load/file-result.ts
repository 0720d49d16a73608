import type { CloseKind } from '../model/close-kind.ts';
import type { DropReason } from '../model/parsed.ts';
import type { Problem } from '../model/problems.ts';

/** The outcome of one file. rowsRead = new + restated + unchanged + quarantined + dropped. */
export interface FileResult {
  readonly file: string;
  readonly symbols: readonly string[];
  readonly synthetic: boolean;
  /** What its closes are, as the file was found to have them or the caller said. */
  readonly closes: CloseKind;
  readonly rowsRead: number;
  readonly rowsNew: number;
  /** Rows whose day was known with other values. */
  readonly rowsRestated: number;
  readonly rowsUnchanged: number;
  readonly rowsQuarantined: number;
  readonly rowsDropped: Readonly<Record<DropReason, number>>;
  /** `loaded`: all of it is in; `partial`: some rows are in quarantine; `refused`: nothing is in. */
  readonly status: 'loaded' | 'partial' | 'refused';
  readonly problems: readonly Problem[];
}
