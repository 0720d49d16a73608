import type { ColumnType } from '../contract.ts';
import type { ByteWriter } from './byte-writer.ts';
import { dayNumber, momentNumber } from './dates.ts';

/** Why a value was not written: it is not a value of the type, or it is a number that is not finite. */
export type Refusal = 'bad' | 'not finite';

/** Writes one value in RowBinary, or says why it cannot be written exactly. */
export type ValueWriter = (out: ByteWriter, value: unknown) => Refusal | undefined;

/** Half of a character pair: it has no UTF-8, and would come back as another text. */
const loneSurrogate = /\p{Surrogate}/u;

const string: ValueWriter = (out, value) => {
  if (typeof value !== 'string' || loneSurrogate.test(value)) return 'bad';
  out.string(value);
};

const float64: ValueWriter = (out, value) => {
  if (typeof value !== 'number') return 'bad';
  if (!Number.isFinite(value)) return 'not finite';
  out.float64(value);
};

function integer(low: number, high: number, write: (out: ByteWriter, value: number) => void): ValueWriter {
  return (out, value) => {
    if (typeof value !== 'number') return 'bad';
    if (!Number.isFinite(value)) return 'not finite';
    if (!Number.isInteger(value) || value < low || value > high) return 'bad';
    write(out, value);
  };
}

const uint64: ValueWriter = (out, value) => {
  if (typeof value !== 'bigint' || value < 0n || value > 0xffff_ffff_ffff_ffffn) return 'bad';
  out.uint64(value);
};

const bool: ValueWriter = (out, value) => {
  if (typeof value !== 'boolean') return 'bad';
  out.uint8(value ? 1 : 0);
};

const date32: ValueWriter = (out, value) => {
  const day = typeof value === 'string' ? dayNumber(value) : undefined;
  if (day === undefined) return 'bad';
  out.int32(day);
};

const dateTime64: ValueWriter = (out, value) => {
  const time = typeof value === 'string' ? momentNumber(value) : undefined;
  if (time === undefined) return 'bad';
  out.int64(BigInt(time));
};

function nullable(inner: ValueWriter): ValueWriter {
  return (out, value) => {
    if (value === null) {
      out.uint8(1);
      return undefined;
    }
    out.uint8(0);
    return inner(out, value);
  };
}

function list(inner: ValueWriter): ValueWriter {
  return (out, value) => {
    if (!Array.isArray(value)) return 'bad';
    out.varint(value.length);
    for (const item of value) {
      const refusal = inner(out, item);
      if (refusal !== undefined) return refusal;
    }
  };
}

const uint32 = integer(0, 0xffff_ffff, (out, value) => out.uint32(value));

/** How each column type is written. */
export const valueWriters: Readonly<Record<ColumnType, ValueWriter>> = {
  String: string,
  'LowCardinality(String)': string,
  'Nullable(String)': nullable(string),
  Bool: bool,
  UInt8: integer(0, 0xff, (out, value) => out.uint8(value)),
  UInt32: uint32,
  Int32: integer(-0x8000_0000, 0x7fff_ffff, (out, value) => out.int32(value)),
  UInt64: uint64,
  Float64: float64,
  'Nullable(Float64)': nullable(float64),
  'Nullable(UInt32)': nullable(uint32),
  Date32: date32,
  'Nullable(Date32)': nullable(date32),
  'DateTime64(3)': dateTime64,
  'Nullable(DateTime64(3))': nullable(dateTime64),
  'Array(Float64)': list(float64),
  'Array(Date32)': list(date32),
};
