import { FmError, messageOf } from '@fm/platform';
import type { Extracted } from './extract.ts';

/** The outcome of a document. */
export type DocumentStatus = Extracted['status'];

/** A symbol or file that failed, and why. */
export interface Failure {
  readonly subject: string;
  readonly code: string;
  readonly message: string;
}

/** What a run of the collector did; counts documents, and of their rows the new and the quarantined. */
export interface FilingSummary {
  readonly fetched: number;
  readonly new: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly rowsNew: number;
  readonly rowsQuarantined: number;
  readonly failed: readonly Failure[];
}

/** A step of a run. */
export interface FilingProgress {
  /** Symbol or file. */
  readonly subject: string;
  readonly done: number;
  readonly total: number;
  /** Status of the subject's last document, or `failed`. */
  readonly status: DocumentStatus | 'failed';
}

/** Sums up a run. */
export function summarize(
  extracted: readonly Pick<Extracted, 'status' | 'rowsNew' | 'rowsQuarantined'>[],
  fetched: number,
  failed: readonly Failure[],
): FilingSummary {
  const having = (status: DocumentStatus) => extracted.filter((one) => one.status === status).length;
  return {
    fetched,
    new: having('new'),
    unchanged: having('unchanged'),
    quarantined: having('quarantined'),
    rowsNew: extracted.reduce((sum, one) => sum + one.rowsNew, 0),
    rowsQuarantined: extracted.reduce((sum, one) => sum + one.rowsQuarantined, 0),
    failed,
  };
}

/** The failure of a subject. */
export function failureOf(subject: string, thrown: unknown): Failure {
  return { subject, code: thrown instanceof FmError ? thrown.code : 'UNEXPECTED', message: messageOf(thrown) };
}
