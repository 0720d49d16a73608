export { delimiterOf, type Delimiter } from './delimiter.ts';
export { FieldSpans, fieldText, maxFields } from './field-spans.ts';
export { columnNamed, headerName } from './header-name.ts';
export { readCsv, type CsvRecord } from './table.ts';
