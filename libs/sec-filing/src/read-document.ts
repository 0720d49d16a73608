import { FmError } from '@fm/platform';
import type { QuarantineEntry } from '@fm/warehouse';
import type { ParsedDocument } from './model.ts';
import { parseDocument } from './parse/parse-document.ts';

/** Name of this collector in the ingest log and in quarantine. */
export const source = 'sec-filing';

/** A stored document as it was read, and what of it belongs into quarantine. */
export interface ReadDocument {
  /** Undefined where nothing of it can be used; then there is one entry, for the whole. */
  readonly document: ParsedDocument | undefined;
  readonly entries: readonly QuarantineEntry[];
}

/** Reads a stored document; pure. */
export function readDocument(body: Buffer, key: string): ReadDocument {
  try {
    const document = parseDocument(body, key);
    return { document, entries: document.problems.map((problem) => ({ source, uri: key, ...problem })) };
  } catch (thrown) {
    if (!(thrown instanceof FmError)) throw thrown;
    const payload = body.subarray(0, 2000).toString('latin1');
    const entry = { source, uri: key, location: '', code: thrown.code, message: thrown.what, payload };
    return { document: undefined, entries: [entry] };
  }
}
