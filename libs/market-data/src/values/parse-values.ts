import { isUtf8 } from 'node:buffer';
import { symbolOf } from '@fm/platform';
import { readCsv, type CsvRecord } from '@fm/platform/csv';
import { isoOfDay } from '@fm/platform/time';
import { readColumnar } from '../columnar/read-columnar.ts';
import { fault, readDay, readKnownAt, readNumber, type Fault, type ValueFault } from './value-fields.ts';
import { layoutOf, type ValuesLayout } from './values-layout.ts';
import { valuesNameOf } from './values-name.ts';

/** A value as a file gives it. */
export interface ReadValue {
  /** 1-based. */
  readonly line: number;
  readonly name: string;
  readonly symbol: string;
  /** Days since the epoch. */
  readonly day: number;
  /** NaN where the file says that there is none. */
  readonly value: number;
  /** Milliseconds since the epoch; undefined where the file does not say. */
  readonly knownAt: number | undefined;
}

/** A line of which something cannot be used; `line` 1 where it is the file. */
export interface RefusedValue {
  readonly code: ValueFault;
  readonly line: number;
  readonly symbol: string;
  readonly what: string;
  /** The line as it was. */
  readonly text: string;
}

/** What a file of values holds. */
export interface ParsedValues {
  readonly values: readonly ReadValue[];
  readonly refused: readonly RefusedValue[];
}

/** What is known of a file beside its bytes. */
export interface ValuesFile {
  /** Name of its values. @default that of their column, or `stem` */
  readonly name?: string;
  /** Name of values whose column has none. */
  readonly stem: string;
  /** `YYYY-MM-DD`; values of later days are refused. */
  readonly today: string;
}

/** Most of a line that is kept aside. */
const keptText = 4096;

/**
 * Reads values of stocks from CSV: a line for each day and stock (`date,symbol,value`, or a column for each kind of
 * value, and `known_at` where they became known later), or a line for each day and a column for each stock. Two values
 * of one stock, day and moment are both refused. Pure: the result depends on the arguments only.
 */
export function parseValues(bytes: Buffer, file: ValuesFile): ParsedValues {
  if (!isUtf8(bytes)) return nothing('VALUE_ENCODING', 'the file is not UTF-8', '');
  return parseRecords(readCsv(bytes.toString('utf8')), file);
}

/** The same of the lines of a Parquet or Arrow file, see {@link readColumnar}. */
export async function parseColumnarValues(bytes: Buffer, file: ValuesFile): Promise<ParsedValues> {
  const lines = await readColumnar(bytes, Infinity);
  return 'code' in lines ? nothing('VALUE_ENCODING', lines.what, '') : parseRecords(lines, file);
}

function parseRecords([header, ...lines]: readonly CsvRecord[], file: ValuesFile): ParsedValues {
  const layout = layoutOf(header?.fields ?? [], lines[0]?.fields ?? [], file.stem);
  const text = (header?.text ?? '').slice(0, keptText);
  if (typeof layout === 'string')
    return nothing('VALUE_COLUMNS', `${layout}: the header is "${text.slice(0, 120)}"`, text);
  if (file.name !== undefined && layout.kind === 'long' && layout.values.length > 1)
    return nothing(
      'VALUE_NAME',
      `the file has ${layout.values.length} columns of values for the name ${file.name}`,
      text,
    );
  const reader = layout.kind === 'long' ? longReader(layout, file) : wideReader(layout, header as CsvRecord, file);
  const values: ReadValue[] = [];
  const refused: RefusedValue[] = [...reader.refused];
  const width = header?.fields.length ?? 0;
  const texts = new Map<number, string>();
  for (const line of lines) {
    texts.set(line.line, line.text.slice(0, keptText));
    const { read, faults } =
      line.fields.length === width
        ? reader.read(line)
        : { read: [], faults: [fault('VALUE_FIELDS', `${line.fields.length} fields where the header has ${width}`)] };
    for (const one of read) values.push(one);
    const [first, ...more] = faults;
    if (first === undefined) continue;
    const what = more.length === 0 ? first.what : `${first.what}, and ${more.length} more on the line`;
    refused.push({ code: first.code, what, line: line.line, symbol: first.symbol, text: texts.get(line.line) ?? '' });
  }
  const { agreed, contradicting } = settled(values);
  const conflicts = contradicting.map(({ line, name, symbol, day }) => ({
    ...{ code: 'VALUE_CONFLICT' as const, line, symbol, text: texts.get(line) ?? '' },
    what: `the file gives ${symbol} two values of ${name} on ${isoOfDay(day)}`,
  }));
  return { values: agreed, refused: [...refused, ...conflicts].sort((a, b) => a.line - b.line) };
}

interface Reader {
  /** What of the header cannot be used. */
  readonly refused: readonly RefusedValue[];
  read(line: CsvRecord): { readonly read: readonly ReadValue[]; readonly faults: readonly Fault[] };
}

function longReader(layout: ValuesLayout & { readonly kind: 'long' }, { name, today }: ValuesFile): Reader {
  return {
    refused: [],
    read: ({ line, fields }) => {
      const written = fields[layout.symbol] as string;
      const symbol = symbolOf(written);
      const day = readDay(fields[layout.date] as string, today);
      const knownAt = layout.knownAt === -1 ? undefined : readKnownAt(fields[layout.knownAt] as string);
      const numbers = layout.values.map(({ column }) => readNumber(fields[column] as string));
      const faults = [
        ...(symbol === undefined ? [fault('VALUE_SYMBOL', `"${written.slice(0, 40)}" is not a symbol`)] : []),
        ...[day, knownAt, ...numbers].filter((one): one is Fault => typeof one === 'object'),
      ].map((one) => ({ ...one, symbol: symbol ?? '' }));
      if (symbol === undefined || typeof day === 'object' || typeof knownAt === 'object') return { read: [], faults };
      const read = numbers.flatMap((value, at) => {
        const { name: ofColumn } = layout.values[at] as { readonly name: string };
        const own = layout.named === undefined ? ofColumn : valuesNameOf(fields[layout.named] as string);
        return typeof value === 'object' ? [] : [{ line, name: name ?? own, symbol, day, value, knownAt }];
      });
      return { read, faults };
    },
  };
}

function wideReader(
  layout: ValuesLayout & { readonly kind: 'wide' },
  header: CsvRecord,
  { name = layout.name, today }: ValuesFile,
): Reader {
  const across = header.fields.slice(1).map((field) => (layout.turned ? readDay(field, today) : symbolOrFault(field)));
  const refused = across.flatMap((one) =>
    typeof one === 'object' ? [{ ...one, line: 1, text: header.text.slice(0, keptText) }] : [],
  );
  return {
    refused,
    read: ({ line, fields }) => {
      const own = layout.turned ? symbolOrFault(fields[0] as string) : readDay(fields[0] as string, today);
      if (typeof own === 'object') return { read: [], faults: [own] };
      const [read, faults]: [ReadValue[], Fault[]] = [[], []];
      across.forEach((other, at) => {
        if (typeof other === 'object') return;
        const [symbol, day] = (layout.turned ? [own, other] : [other, own]) as [string, number];
        const value = readNumber(fields[at + 1] as string);
        if (typeof value === 'object') faults.push({ ...value, symbol });
        else read.push({ line, name, symbol, day, value, knownAt: undefined });
      });
      return { read, faults };
    },
  };
}

function symbolOrFault(text: string): string | Fault {
  return symbolOf(text) ?? fault('VALUE_SYMBOL', `"${text.slice(0, 40)}" is not a symbol`);
}

function nothing(code: ValueFault, what: string, text: string): ParsedValues {
  return { values: [], refused: [{ code, line: 1, symbol: '', what, text }] };
}

/** Values that say the same are one; two values of one stock, day and moment are none. */
function settled(values: readonly ReadValue[]): { agreed: ReadValue[]; contradicting: ReadValue[] } {
  const keyOf = ({ name, symbol, day, knownAt }: ReadValue): string => `${name} ${symbol} ${day} ${knownAt ?? ''}`;
  const first = new Map<string, ReadValue>();
  const twofold = new Set<string>();
  for (const one of values) {
    const key = keyOf(one);
    const before = first.get(key);
    if (before === undefined) first.set(key, one);
    else if (!Object.is(before.value, one.value)) twofold.add(key);
  }
  if (twofold.size === 0) return { agreed: [...first.values()], contradicting: [] };
  return {
    agreed: [...first].flatMap(([key, one]) => (twofold.has(key) ? [] : [one])),
    contradicting: values.filter((one) => twofold.has(keyOf(one))),
  };
}
