import { FieldSpans } from './field-spans.ts';

const candidates = [',', ';', '\t', '|'] as const;

/** What separates the fields of a file. */
export type Delimiter = (typeof candidates)[number];

/**
 * What separates the fields of a line of names: of comma, semicolon, tab and bar the one that cuts it into most fields, a
 * comma where none cuts it. Delimiters in quotes do not count.
 *
 * @param header - the first line that is not blank
 */
export function delimiterOf(header: string): Delimiter {
  const bytes = Buffer.from(header);
  const spans = new FieldSpans();
  const fields = candidates.map((candidate) => {
    spans.delimiter = candidate.charCodeAt(0);
    spans.split(bytes, 0, bytes.length);
    return spans.count;
  });
  return candidates[fields.indexOf(Math.max(...fields))] as Delimiter;
}
