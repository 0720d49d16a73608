/*
 * The few WebAssembly instructions that the kernels use, as byte sequences, and the module around them. Instructions are
 * written like expressions: operands first, then the operation (WebAssembly Core Specification 2.0, chapter 5).
 */

/** Bytes of one or more instructions. */
export type Code = readonly number[];

/** Encodings of value types. */
export const type = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;

/** A function of a module: its parameters, then its locals, are numbered from 0. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly number[];
  readonly locals: readonly number[];
  readonly body: Code;
}

/** Unsigned LEB128. */
function leb(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

const simd = (opcode: number): Code => [0xfd, ...leb(opcode)];
const memory = (offset: number): Code => [3, ...leb(offset)]; // aligned to 8 bytes

export const get = (local: number): Code => [0x20, ...leb(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...leb(local)];
export const tee = (local: number, value: Code): Code => [...value, 0x22, ...leb(local)];
export const constant = (value: number): Code => [0x41, ...leb(value)]; // below 64, where signed LEB128 is the same
export const plus = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
/** Repeats the body while the condition, evaluated after it, holds. */
export const repeatWhile = (condition: Code, body: Code): Code => [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b];
export const isBelow = (a: Code, b: Code): Code => [...a, ...b, 0x49];

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

/** A module that imports its memory as `fm.memory` and exports every function under its name. */
export function assemble(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const text = (value: string): Code => vector([...value].map((letter) => [letter.charCodeAt(0)]));
  const signatures = functions.map((one) => [0x60, ...vector(one.parameters.map((p) => [p])), 0]);
  const bodies = functions.map((one) => {
    const code = [...vector(one.locals.map((local) => [1, local])), ...one.body, 0x0b];
    return [...leb(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, signatures),
    ...section(2, [[...text('fm'), ...text('memory'), 0x02, 0x00, 1]]),
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
