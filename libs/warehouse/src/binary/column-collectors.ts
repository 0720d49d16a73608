import { badBinary } from '../errors.ts';
import type { ByteReader } from './byte-reader.ts';
import type { Collector, ResultColumn } from './collector.ts';
import type { ListColumn } from './column-data.ts';
import { dictionaryCollector } from './dictionary-collector.ts';

type NumberArray = Float64Array | Int32Array | Uint32Array | Uint8Array | BigUint64Array | Uint16Array;
type NumberArrayType<T extends NumberArray> = { new (length: number): T; readonly BYTES_PER_ELEMENT: number };

/**
 * The collector of a type:
 * Float64 and Nullable(Float64) (null is NaN) -> Float64Array; Date32 -> Int32Array of days since 1970-01-01, and Date
 * too; Int32, UInt32, UInt8, Bool, UInt64 -> their arrays; Nullable(UInt32) -> Float64Array (null is NaN);
 * DateTime64(3) -> Float64Array of milliseconds since 1970; String -> texts; LowCardinality(String) -> a dictionary;
 * Array(Float64) and Array(Date32) -> where each row's list ends, and all items.
 */
export function collectorOf(name: string, type: string): Collector {
  // A time zone belongs to how a moment is shown, not to its number.
  const plain = type.replace(/^DateTime64\(3, '[^']*'\)$/, 'DateTime64(3)');
  const make = collectors[plain];
  if (make === undefined) {
    throw badBinary(`the column ${name} has the type ${type}; cast it to one of ${Object.keys(collectors).join(', ')}`);
  }
  return make(type);
}

const collectors: Readonly<Record<string, (type: string) => Collector>> = {
  Float64: (type) => numbers(type, Float64Array),
  Int32: (type) => numbers(type, Int32Array),
  UInt32: (type) => numbers(type, Uint32Array),
  UInt8: (type) => numbers(type, Uint8Array),
  Bool: (type) => numbers(type, Uint8Array),
  UInt64: (type) => numbers(type, BigUint64Array),
  Date32: (type) => numbers(type, Int32Array),
  Date: (type) => converted(type, Uint16Array, (days) => Int32Array.from(days)),
  'DateTime64(3)': (type) => converted(type, BigInt64Array, (ticks) => Float64Array.from(ticks, Number)),
  'Nullable(Float64)': (type) => nullable(type, Float64Array),
  'Nullable(UInt32)': (type) => nullable(type, Uint32Array),
  String: (type) => {
    const texts: string[] = [];
    return {
      type,
      read: (reader, rows) => {
        for (let row = 0; row < rows; row++) texts.push(reader.string());
      },
      column: () => texts,
    };
  },
  'LowCardinality(String)': dictionaryCollector,
  'Array(Float64)': (type) => lists(type, Float64Array),
  'Array(Date32)': (type) => lists(type, Int32Array),
};

/** Copies each block as bytes: the format and the arrays are both little-endian. */
function blocks<T extends NumberArray | BigInt64Array>(array: { new (length: number): T; BYTES_PER_ELEMENT: number }) {
  const parts: Buffer[] = [];
  let rows = 0;
  return {
    read: (reader: ByteReader, count: number) => {
      parts.push(reader.take(count * array.BYTES_PER_ELEMENT));
      rows += count;
    },
    whole: (): T => {
      const whole = new array(rows);
      const target = new Uint8Array(whole.buffer);
      let at = 0;
      for (const part of parts) {
        target.set(part, at);
        at += part.length;
      }
      return whole;
    },
  };
}

function numbers<T extends Exclude<NumberArray, Uint16Array>>(type: string, array: NumberArrayType<T>): Collector {
  const { read, whole } = blocks(array);
  return { type, read, column: whole };
}

function converted<T extends Uint16Array | BigInt64Array>(
  type: string,
  array: { new (length: number): T; BYTES_PER_ELEMENT: number },
  convert: (values: T) => ResultColumn,
): Collector {
  const { read, whole } = blocks(array);
  return { type, read, column: () => convert(whole()) };
}

/** A block of a nullable column has one byte per row that is 1 for null, then the values. */
function nullable(type: string, array: NumberArrayType<Float64Array> | NumberArrayType<Uint32Array>): Collector {
  const flags = blocks(Uint8Array);
  const values = blocks<Float64Array | Uint32Array>(array);
  return {
    type,
    read: (reader, rows) => {
      flags.read(reader, rows);
      values.read(reader, rows);
    },
    column: () => {
      const isNull = flags.whole();
      const whole = values.whole();
      const result = whole instanceof Float64Array ? whole : Float64Array.from(whole);
      for (let row = 0; row < isNull.length; row++) if (isNull[row] === 1) result[row] = NaN;
      return result;
    },
  };
}

/** A block of lists has the end of each list as UInt64, counted from the block's first item, then the items. */
function lists(type: string, array: NumberArrayType<Float64Array> | NumberArrayType<Int32Array>): Collector {
  const items = blocks<Float64Array | Int32Array>(array);
  const parts: Uint32Array[] = [];
  let count = 0;
  return {
    type,
    read: (reader, rows) => {
      const offsets = blocks(BigUint64Array);
      offsets.read(reader, rows);
      const ends = Uint32Array.from(offsets.whole(), (end) => count + Number(end));
      parts.push(ends);
      const last = ends[rows - 1] as number;
      items.read(reader, last - count);
      count = last;
    },
    column: (): ListColumn => {
      const ends = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
      let at = 0;
      for (const part of parts) {
        ends.set(part, at);
        at += part.length;
      }
      return { ends, items: items.whole() };
    },
  };
}
