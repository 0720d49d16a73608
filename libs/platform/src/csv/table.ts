import { delimiterOf, type Delimiter } from './delimiter.ts';
import { FieldSpans, fieldText } from './field-spans.ts';

/** A line of a table that is not blank. */
export interface CsvRecord {
  /** 1-based. */
  readonly line: number;
  readonly fields: readonly string[];
  /** The line as it was. */
  readonly text: string;
}

/**
 * The lines of a small CSV file, blank ones left out: fields separated as its first line separates them, quotes and blanks
 * around a field taken off, a byte order mark skipped. Large files are read by {@link FieldSpans} line by line under the
 * same rules.
 *
 * @param delimiter - @default as the first line that is not blank has it
 */
export function readCsv(text: string, delimiter?: Delimiter): CsvRecord[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const spans = new FieldSpans();
  spans.delimiter = (delimiter ?? delimiterOf(first)).charCodeAt(0);
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    const bytes = Buffer.from(line);
    spans.split(bytes, 0, bytes.length);
    const fields = Array.from({ length: spans.count }, (_, field) =>
      fieldText(bytes, spans.start[field] as number, spans.end[field] as number),
    );
    return [{ line: at + 1, fields, text: line }];
  });
}
