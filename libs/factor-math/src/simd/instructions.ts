/*
 * The few WebAssembly instructions that the kernels use, as byte sequences, and the module around them. Instructions are
 * written like expressions: operands first, then the operation (WebAssembly Core Specification 2.0, chapter 5).
 */

/** Bytes of one or more instructions. */
export type Code = readonly number[];

/** Encodings of value types. */
export const type = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const;

/** A function of a module: its parameters, then its locals, are numbered from 0. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly number[];
  readonly locals: readonly number[];
  readonly body: Code;
  /** Type of the result. @default none */
  readonly result?: number;
}

/** Unsigned LEB128. */
function leb(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

/** Signed LEB128. */
function signedLeb(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    const low = ((rest % 128) + 128) % 128;
    if ((rest === low && low < 64) || (rest === low - 128 && low >= 64)) return [...bytes, low];
    bytes.push(low + 128);
  }
}

const simd = (opcode: number): Code => [0xfd, ...leb(opcode)];
const memory = (offset: number): Code => [3, ...leb(offset)]; // aligned to 8 bytes

export const get = (local: number): Code => [0x20, ...leb(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...leb(local)];
export const tee = (local: number, value: Code): Code => [...value, 0x22, ...leb(local)];
export const constant = (value: number): Code => [0x41, ...signedLeb(value)];
export const plus = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const minus = (a: Code, b: Code): Code => [...a, ...b, 0x6b];
export const times = (a: Code, b: Code): Code => [...a, ...b, 0x6c];
export const bitsOr = (a: Code, b: Code): Code => [...a, ...b, 0x72];
export const bitsAnd = (a: Code, b: Code): Code => [...a, ...b, 0x71];
export const shiftLeft = (a: Code, b: Code): Code => [...a, ...b, 0x74];
export const shiftRight = (a: Code, b: Code): Code => [...a, ...b, 0x76];
export const isZero = (a: Code): Code => [...a, 0x45];
/** Repeats the body while the condition, evaluated after it, holds. */
export const repeatWhile = (condition: Code, body: Code): Code => [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b];
export const isBelow = (a: Code, b: Code): Code => [...a, ...b, 0x49];
export const isAtLeast = (a: Code, b: Code): Code => [...a, ...b, 0x4f];
/** Runs the first code where the condition holds, else the second. */
export const when = (condition: Code, then: Code, otherwise: Code = []): Code => [
  ...condition,
  ...[0x04, 0x40],
  ...then,
  ...(otherwise.length > 0 ? [0x05, ...otherwise] : []),
  0x0b,
];
/** Repeats the body while the condition, evaluated before it, holds. */
export const loopWhile = (condition: Code, body: Code): Code => [
  ...[0x02, 0x40, 0x03, 0x40],
  ...isZero(condition),
  ...[0x0d, 1],
  ...body,
  ...[0x0c, 0, 0x0b, 0x0b],
];

/** The first of two values, or whole numbers, where the condition is not 0, else the second. */
export const choose = (a: Code, b: Code, condition: Code): Code => [...a, ...b, ...condition, 0x1b];
export const giveBack = (value: Code): Code => [...value, 0x0f];

/** One whole number of 32 bits at an address. */
export const loadWhole = (address: Code, offset = 0): Code => [...address, 0x28, 2, ...leb(offset)];
export const storeWhole = (address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  ...[0x36, 2, ...leb(offset)],
];
/** One double at an address. */
export const loadOne = (address: Code, offset = 0): Code => [...address, 0x2b, ...memory(offset)];
export const storeOne = (address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  ...[0x39, ...memory(offset)],
];
/** Arithmetic of one double; comparisons give 1 or 0 as a whole number. */
export const one = {
  constant: (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
  add: (a: Code, b: Code): Code => [...a, ...b, 0xa0],
  sub: (a: Code, b: Code): Code => [...a, ...b, 0xa1],
  mul: (a: Code, b: Code): Code => [...a, ...b, 0xa2],
  div: (a: Code, b: Code): Code => [...a, ...b, 0xa3],
  min: (a: Code, b: Code): Code => [...a, ...b, 0xa4],
  max: (a: Code, b: Code): Code => [...a, ...b, 0xa5],
  isEqual: (a: Code, b: Code): Code => [...a, ...b, 0x61],
  isLess: (a: Code, b: Code): Code => [...a, ...b, 0x63],
  isAtMost: (a: Code, b: Code): Code => [...a, ...b, 0x65],
  isGreater: (a: Code, b: Code): Code => [...a, ...b, 0x64],
  /** The whole number below, between 0 and 2^32 - 1; 0 for NaN. */
  toWhole: (a: Code): Code => [...a, 0xfc, 0x03],
  fromWhole: (a: Code): Code => [...a, 0xb8],
  abs: (a: Code): Code => [...a, 0x99],
  /** a with the sign of b. */
  copySign: (a: Code, b: Code): Code => [...a, ...b, 0xa6],
  /** The upper half of the bits: it rises with the logarithm of a positive number. */
  upperHalf: (a: Code): Code => [...a, 0xbd, 0x42, 32, 0x88, 0xa7],
} as const;

/** Two doubles at an address. */
export const load = (address: Code, offset = 0): Code => [...address, ...simd(0x00), ...memory(offset)];
export const store = (address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  ...simd(0x0b),
  ...memory(offset),
];
/** One double at an address, twice. */
export const loadBoth = (address: Code, offset = 0): Code => [...address, ...simd(0x0a), ...memory(offset)];
export const both = (value: Code): Code => [...value, ...simd(0x14)];
export const sqrt = (a: Code): Code => [...a, ...simd(0xef)];
export const add = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf0)];
export const sub = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf1)];
export const mul = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf2)];
export const div = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf3)];
export const min = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf4)];
export const max = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf5)];
/** `b < a ? b : a` and `a < b ? b : a`, one instruction each: a where either is NaN. */
export const lesser = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf6)];
export const greater = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf7)];
export const abs = (a: Code): Code => [...a, ...simd(0xec)];
export const neg = (a: Code): Code => [...a, ...simd(0xed)];
/** Comparisons give all bits of a lane or none. */
export const equal = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x47)];
export const unequal = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x48)];
export const less = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x49)];
export const atMost = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x4b)];
export const and = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x4e)];
/** Bits of a where those of the mask are 1, else of b. */
export const select = (a: Code, b: Code, mask: Code): Code => [...a, ...b, ...mask, ...simd(0x52)];
/** Addition of whole numbers of 64 bits. */
export const addWhole = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xce)];
/** Subtraction of whole numbers of 64 bits: of a comparison, it counts what holds. */
export const subWhole = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xd1)];

/** Pages of a memory that threads share; it may not be smaller than the least, nor larger than the most. */
export interface SharedPages {
  readonly least: number;
  readonly most: number;
}

/**
 * A module that imports its memory as `fm.memory` and exports every function under its name.
 *
 * @param shared - limits of the memory where it is one that threads share
 */
export function assemble(functions: readonly WasmFunction[], shared?: SharedPages): Uint8Array<ArrayBuffer> {
  const text = (value: string): Code => vector([...value].map((letter) => [letter.charCodeAt(0)]));
  const limits = shared === undefined ? [0x00, 1] : [0x03, ...leb(shared.least), ...leb(shared.most)];
  const signatures = functions.map((one) => [
    0x60,
    ...vector(one.parameters.map((p) => [p])),
    ...vector(one.result === undefined ? [] : [[one.result]]),
  ]);
  const bodies = functions.map((one) => {
    const code = [...vector(one.locals.map((local) => [1, local])), ...one.body, 0x0b];
    return [...leb(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, signatures),
    ...section(2, [[...text('fm'), ...text('memory'), 0x02, ...limits]]),
    ...section(
      3,
      functions.map((_, index) => leb(index)),
    ),
    ...section(
      7,
      functions.map((one, index) => [...text(one.name), 0x00, ...leb(index)]),
    ),
    ...section(10, bodies),
  ]);
}

function vector(items: readonly Code[]): Code {
  return [...leb(items.length), ...items.flat()];
}

function section(id: number, items: readonly Code[]): Code {
  const content = vector(items);
  return [id, ...leb(content.length), ...content];
}
