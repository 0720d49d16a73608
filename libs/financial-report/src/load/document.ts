import { createHash } from 'node:crypto';
import { symbolOf } from '@fm/platform';
import { dayOf, momentOf } from '@fm/platform/time';
import { documentUnlabelled } from '../errors.ts';
import { isDocumentKind, measuresOf, type DocumentKind } from '../questions/measures.ts';

/** What is known of a document beside its bytes. */
export interface DocumentLabel {
  readonly symbol: string;
  readonly kind: DocumentKind;
  /** From when its content may count: when it was public, else when it was collected. */
  readonly knownAt: Date;
  readonly synthetic: boolean;
  /** The label as it was given, kept with a document that cannot be used. */
  readonly given?: LabelFields;
}

/** A document as it was delivered. */
export interface ReportDocument {
  /** Key of the object or path of the file. */
  readonly uri: string;
  readonly bytes: Uint8Array;
  readonly label: DocumentLabel;
}

/** Label as a file, an object or a caller gives it; what is missing is undefined. */
export interface LabelFields {
  readonly symbol?: string | undefined;
  readonly kind?: string | undefined;
  /** `YYYY-MM-DD` or a moment with its zone. */
  readonly published?: string | undefined;
  readonly synthetic?: boolean | undefined;
}

/**
 * Checks a label.
 *
 * @param collectedAt - when the bytes were collected: the moment of knowledge where no publication is stated
 * @throws REPORT_UNLABELLED when symbol or kind is missing, or the publication does not parse
 */
export function labelOf(fields: LabelFields, collectedAt: Date, where: string): DocumentLabel {
  const { kind, published, synthetic = false } = fields;
  const symbol = symbolOf(fields.symbol ?? '');
  if (symbol === undefined) throw documentUnlabelled(where, 'symbol', 'symbol=AAPL');
  if (kind === undefined || !isDocumentKind(kind)) {
    throw documentUnlabelled(where, `kind (one of ${Object.keys(measuresOf).join(', ')})`, 'kind=annual-report');
  }
  const knownAt = published === undefined ? collectedAt : publicFrom(published);
  if (knownAt === undefined) {
    throw documentUnlabelled(where, 'publication as a date or a moment with its zone', 'published=2022-10-28');
  }
  return { symbol, kind, knownAt, synthetic, given: { symbol, kind, published, synthetic } };
}

/** A day without a time is over in New York at 05:00 UTC of the next: it counts from the next session. */
function publicFrom(published: string): Date | undefined {
  const day = dayOf(published);
  return day === undefined ? momentOf(published) : new Date(day + 29 * 3_600_000);
}

/** SHA-256 (hex) of the document: the same bytes are the same document, whatever their name. */
export function documentHashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
