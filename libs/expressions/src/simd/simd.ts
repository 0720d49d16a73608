import { wasm } from '@fm/factor-math';
import { cellFunctions } from './cell-functions.ts';
import { copyTiles } from './copy-tiles.ts';
import { doublingFunctions } from './doubling-functions.ts';
import { mergingFunctions } from './merging-functions.ts';
import { rankFunction } from './rank-function.ts';
import { windowFunctions } from './window-functions.ts';

/** Memory that threads share. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
}

/** The part of the platform's WebAssembly that is used here; the compiler's library without a browser has none of it. */
declare const WebAssembly: {
  readonly Memory: new (limits: { initial: number; maximum: number; shared: true }) => SharedMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Simd };
};

const page = 65_536;
const mostPages = 65_536;

/** Memory for a number of doubles that threads share. */
export function sharedMemory(doubles: number): SharedMemory {
  const pages = Math.max(1, Math.ceil((doubles * 8) / page));
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

/** The functions of the module by name; see where they are made for what they take. */
export type Simd = Readonly<Record<string, (...given: number[]) => void>>;

let module: object | undefined;

/**
 * The kernels of one thread over a memory, as WebAssembly with 128-bit vectors: two doubles per instruction, each lane with
 * the IEEE operations of its own stock and no fused multiply-add.
 */
export function simdOver(memory: SharedMemory): Simd {
  const functions = [
    ...cellFunctions,
    ...windowFunctions,
    ...doublingFunctions,
    ...mergingFunctions,
    rankFunction(),
    copyTiles,
  ];
  module ??= new WebAssembly.Module(assembled(functions));
  return new WebAssembly.Instance(module, { fm: { memory } }).exports;
}

function assembled(functions: readonly wasm.WasmFunction[]): Uint8Array<ArrayBuffer> {
  return wasm.assemble(functions, { least: 1, most: mostPages });
}
