import type { ColumnType, ListType, TableContract } from '../contract.ts';
import { badColumns, badValue, notFinite } from '../errors.ts';
import { ByteWriter } from './byte-writer.ts';
import { cellOf, isConstant, isDictionary, isList, type ColumnData, type Columns } from './column-data.ts';
import { isDate32 } from './dates.ts';
import { dictionaryHeader, lowCardinalityVersion } from './dictionary-collector.ts';
import { writeList } from './list-writer.ts';
import { valueWriters, type Refusal, type ValueWriter } from './value-writers.ts';

/**
 * Columns as one block of ClickHouse's Native format: typed arrays are copied as they are in memory.
 *
 * @throws WAREHOUSE_BAD_COLUMNS, WAREHOUSE_NOT_FINITE and WAREHOUSE_BAD_VALUE as the row encoders do
 */
export function encodeNative(table: TableContract, columns: Columns, start: number, end: number): Buffer {
  const entries = Object.entries(columns);
  const out = new ByteWriter(Math.max(1024, (end - start) * entries.length * 8 + listBytes(columns)));
  out.varint(entries.length);
  out.varint(end - start);
  for (const [name, data] of entries) {
    const type = table.columns[name];
    if (type === undefined) throw badColumns(table.name, `${name} is not a column of the table`);
    const refused = (refusal: Refusal, row: number) =>
      refusal === 'not finite'
        ? notFinite(table.name, row, name, cellOf(data, row))
        : badValue(table.name, row, name, type, cellOf(data, row));
    out.string(name);
    if (isListType(type)) {
      if (!isList(data)) throw badColumns(table.name, `${name} is ${type} and takes { ends, items }`);
      out.string(type);
      writeList(out, type, data, start, end, refused);
    } else if (type === 'LowCardinality(String)' && (isConstant(data) || isDictionary(data))) {
      out.string(type);
      writeDictionary(out, data, start, end, refused);
    } else {
      const plain = type === 'LowCardinality(String)' ? 'String' : type;
      out.string(plain);
      if (!writeTyped(out, plain, data, start, end, refused)) writeCells(out, plain, data, start, end, refused);
    }
  }
  return out.take();
}

type Refused = (refusal: Refusal, row: number) => Error;

function isListType(type: ColumnType): type is ListType {
  return type.startsWith('Array(');
}

function listBytes(columns: Columns): number {
  return Object.values(columns).reduce((sum, data) => (isList(data) ? sum + data.items.byteLength : sum), 0);
}

/** A typed array of the column's own layout, checked and copied whole. */
function writeTyped(
  out: ByteWriter,
  type: ColumnType,
  data: ColumnData,
  start: number,
  end: number,
  refused: Refused,
): boolean {
  if (data instanceof Float64Array && (type === 'Float64' || type === 'Nullable(Float64)')) {
    const mayMiss = type === 'Nullable(Float64)';
    const missing = new Uint8Array(mayMiss ? end - start : 0);
    for (let row = start; row < end; row++) {
      const value = data[row] as number;
      if (Number.isFinite(value)) continue;
      if (!mayMiss || !Number.isNaN(value)) throw refused('not finite', row);
      missing[row - start] = 1;
    }
    out.bytes(missing);
    out.bytes(bytesOf(data.subarray(start, end)));
    return true;
  }
  const fits =
    (data instanceof Int32Array && (type === 'Int32' || type === 'Date32')) ||
    (data instanceof Uint32Array && type === 'UInt32') ||
    (data instanceof BigUint64Array && type === 'UInt64') ||
    (data instanceof Uint8Array && type === 'UInt8');
  if (!fits) return false;
  if (type === 'Date32') {
    for (let row = start; row < end; row++) if (!isDate32(data[row] as number)) throw refused('bad', row);
  }
  out.bytes(bytesOf(data.subarray(start, end)));
  return true;
}

/** One value after the other; a nullable column has its null flags in front. */
function writeCells(
  out: ByteWriter,
  type: ColumnType,
  data: ColumnData,
  start: number,
  end: number,
  refused: Refused,
): void {
  const inner = /^Nullable\((.*)\)$/.exec(type)?.[1] as ColumnType | undefined;
  const write: ValueWriter = valueWriters[inner ?? type];
  const given = (row: number): unknown => {
    const value = cellOf(data, row);
    return inner !== undefined && inner === 'Float64' && Number.isNaN(value) ? null : value;
  };
  if (inner !== undefined) for (let row = start; row < end; row++) out.uint8(given(row) === null ? 1 : 0);
  for (let row = start; row < end; row++) {
    const value = given(row);
    const refusal =
      inner !== undefined && value === null
        ? write(out, placeholders[inner])
        : type === 'DateTime64(3)' && data instanceof Float64Array
          ? writeTicks(out, value as number)
          : write(out, value);
    if (refusal !== undefined) throw refused(refusal, row);
  }
}

/** The placeholder for a null; the engine ignores it. */
const placeholders: Readonly<Partial<Record<ColumnType, unknown>>> = {
  String: '',
  Float64: 0,
  UInt32: 0,
  Date32: '1970-01-01',
  'DateTime64(3)': '1970-01-01 00:00:00.000',
};

function writeTicks(out: ByteWriter, milliseconds: number): Refusal | undefined {
  if (!Number.isSafeInteger(milliseconds)) return 'bad';
  out.int64(BigInt(milliseconds));
  return undefined;
}

function writeDictionary(
  out: ByteWriter,
  data: Extract<ColumnData, { constant: unknown } | { dictionary: unknown }>,
  start: number,
  end: number,
  refused: Refused,
): void {
  const words = isConstant(data) ? [data.constant] : data.dictionary;
  const positions = new Uint32Array(end - start);
  for (let row = start; row < end; row++) {
    const position = isConstant(data) ? 0 : (data.indexes[row] as number);
    if (position >= words.length) throw refused('bad', row);
    // The first key is the column's default, the empty text.
    positions[row - start] = position + 1;
  }
  out.uint64(lowCardinalityVersion);
  out.uint64(dictionaryHeader);
  out.uint64(BigInt(words.length + 1));
  out.string('');
  words.forEach((word, position) => {
    const refusal = valueWriters.String(out, word);
    if (refusal !== undefined) throw refused(refusal, isConstant(data) ? start : data.indexes.indexOf(position));
  });
  out.uint64(BigInt(end - start));
  out.bytes(bytesOf(positions));
}

function bytesOf(array: Float64Array | Int32Array | Uint32Array | Uint8Array | BigUint64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
