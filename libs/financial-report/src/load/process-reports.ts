import { FmError } from '@fm/platform';
import { IngestLog, Quarantine, type Warehouse } from '@fm/warehouse';
import { answerDocument, type AnswerDeps, type KeptAnswer } from './answer-document.ts';
import { documentHashOf, type LabelFields, type ReportDocument } from './document.ts';
import { ratingRows, type RatingRow } from './rows.ts';
import { storeRatings } from './store-ratings.ts';

/** Everything processing needs. */
export interface ReportDeps extends AnswerDeps {
  readonly warehouse: Warehouse;
}

/** The outcome of one document. */
export interface ProcessedReport {
  readonly uri: string;
  readonly status: 'loaded' | 'unchanged' | 'quarantined';
  /** Ratings that were stored. */
  readonly added: number;
  readonly unchanged: number;
  /** Whether the model was asked now. */
  readonly paid: boolean;
  /** Why it is in quarantine. */
  readonly fault?: FmError;
}

/** A document that is answered, or cannot be. */
export type Outcome =
  | { readonly uri: string; readonly hash: string; readonly rows: readonly RatingRow[]; readonly paid: boolean }
  | {
      readonly uri: string;
      readonly hash: string;
      readonly symbol: string;
      readonly fault: FmError;
      readonly payload: string;
    };

/** Faults that trying again does not mend: they belong to the document, not to the moment. */
const lasting = /^(PDF_|FILE_|REPORT_ANSWER_INVALID|BEDROCK_(CUT_OFF|GUARDRAIL|MALFORMED|EMPTY|INVALID))/;

/**
 * Reads one document and stores its ratings; the same document again changes nothing and costs nothing. A document that
 * cannot be used goes to quarantine with its reason.
 *
 * @throws BEDROCK_CALL_FAILED, REPORT_IN_PROGRESS, REPORT_NO_MODEL
 */
export async function processReport(deps: ReportDeps, document: ReportDocument): Promise<ProcessedReport> {
  const outcome = await outcomeOf(document, () => answerDocument(deps, document));
  const [processed] = await storeOutcomes(deps.warehouse, [outcome]);
  return processed!;
}

/** The outcome of answering; errors that may pass by themselves are thrown. */
export async function outcomeOf(document: ReportDocument, answering: () => Promise<KeptAnswer>): Promise<Outcome> {
  const { uri, bytes, label } = document;
  const hash = documentHashOf(bytes);
  try {
    const { answer, key, paid } = await answering();
    return { uri, hash, rows: ratingRows(answer, label, { uri, answerKey: key }), paid };
  } catch (fault) {
    return faultOf(fault, { uri, hash, symbol: label.symbol, ...(label.given && { label: label.given }) });
  }
}

/** What is known of a document that cannot be used. */
interface FaultyDocument {
  readonly uri: string;
  readonly hash: string;
  readonly symbol: string;
  /** The label as it was given, for a replay. */
  readonly label?: LabelFields;
}

/** The outcome of a document that has a fault of its own; other errors are thrown again. */
export function faultOf(fault: unknown, { uri, hash, symbol, label }: FaultyDocument): Outcome {
  if (!(fault instanceof FmError) || !lasting.test(fault.code)) throw fault;
  return { uri, hash, symbol, fault, payload: JSON.stringify({ uri, document_hash: hash, label }) };
}

/** Stores ratings, quarantine and the ingest log of several documents at once, in their order. */
export async function storeOutcomes(warehouse: Warehouse, outcomes: readonly Outcome[]): Promise<ProcessedReport[]> {
  const fresh = await storeRatings(
    warehouse,
    outcomes.flatMap((outcome) => ('rows' in outcome ? outcome.rows : [])),
  );
  const source = 'financial-report';
  await new Quarantine(warehouse).put(
    outcomes.flatMap((outcome) => {
      if ('rows' in outcome) return [];
      const { uri, symbol, payload, fault } = outcome;
      return [{ source, uri, location: '', symbol, code: fault.code, message: fault.message, payload }];
    }),
  );
  const processed = outcomes.map((outcome) => processedOf(outcome, fresh));
  await new IngestLog(warehouse).record(
    ...processed.map(({ uri, status, added, unchanged, fault }, at) => ({
      source,
      uri,
      content_hash: outcomes[at]!.hash,
      rows_read: added + unchanged + (fault === undefined ? 0 : 1),
      rows_new: added,
      rows_unchanged: unchanged,
      rows_quarantined: fault === undefined ? 0 : 1,
      status: status === 'quarantined' ? 'quarantined' : 'loaded',
      message: fault?.message ?? '',
    })),
  );
  return processed;
}

function processedOf(outcome: Outcome, fresh: ReadonlySet<RatingRow>): ProcessedReport {
  const { uri } = outcome;
  if ('fault' in outcome) {
    return { uri, status: 'quarantined', added: 0, unchanged: 0, paid: false, fault: outcome.fault };
  }
  const added = outcome.rows.filter((row) => fresh.has(row)).length;
  const unchanged = outcome.rows.length - added;
  return { uri, status: added > 0 ? 'loaded' : 'unchanged', added, unchanged, paid: outcome.paid };
}
