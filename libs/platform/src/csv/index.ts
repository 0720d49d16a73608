export { impossibleDay, parseDay, unreadableDay } from './date-field.ts';
export { notANumber, parseDecimal } from './decimal.ts';
export { delimiterOf, type Delimiter } from './delimiter.ts';
export { byteOrderMarkLength, textKind } from './encoding.ts';
export { FieldSpans, fieldText } from './field-spans.ts';
export { columnNamed, headerName } from './header-name.ts';
export { maxLineBytes, visitLines } from './lines.ts';
export { readCsv, type CsvRecord } from './table.ts';
export { csvLine, formulaStart, type CsvValue } from './write-csv.ts';
