import { fieldText, type FieldSpans } from '@fm/platform/csv';

/** Bytes as text. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
}

/** A field as it is named in a message. */
export function shownField(fields: FieldSpans, bytes: Uint8Array, at: number): string {
  return fieldText(bytes, fields.start[at]!, fields.end[at]!).slice(0, 60);
}
