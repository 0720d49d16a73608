import { centreKernel } from './centre-kernel.ts';
import { crossProductKernel } from './cross-product-kernel.ts';
import { assemble } from './instructions.ts';
import { rowKernels } from './row-kernels.ts';

/** The kernels; addresses and lengths in bytes of {@link workspace}'s memory. */
export interface Kernels {
  pairMean(a: number, b: number, out: number, bytes: number, half: number): void;
  mergeMean(x: number, before: number, out: number, bytes: number, share: number): void;
  pairMoments(
    ma: number,
    mb: number,
    sa: number,
    sb: number,
    mean: number,
    square: number,
    bytes: number,
    half: number,
    weight: number,
  ): void;
  mergeMoments(
    m: number,
    s: number,
    meanBefore: number,
    squareBefore: number,
    mean: number,
    square: number,
    bytes: number,
    share: number,
    weight: number,
  ): void;
  rootOfQuotient(x: number, out: number, bytes: number, divisor: number): void;
  regress(
    sxy: number,
    syy: number,
    beta: number,
    betaT: number,
    rSquared: number,
    above: number,
    bytes: number,
    sxx: number,
    degrees: number,
    share: number,
  ): void;
  larger(a: number, b: number, out: number, bytes: number): void;
  smaller(a: number, b: number, out: number, bytes: number): void;
  centreBlock(block: number, end: number, out: number, sessions: number): void;
  crossProducts(x: number, y: number, endOfX: number, out: number, outBytes: number): void;
}

/** The part of the platform's WebAssembly that is used here; the compiler's library without a browser has none of it. */
declare const WebAssembly: {
  readonly Memory: new (limits: { initial: number }) => { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

const page = 65_536;
const memory = new WebAssembly.Memory({ initial: 1 });

/**
 * The numerical kernels as WebAssembly with 128-bit vectors: two doubles per instruction, each lane with the same IEEE
 * operations in the same order as the plain form in the tests, and no fused multiply-add, so the bits are the same.
 */
export const kernels = new WebAssembly.Instance(
  new WebAssembly.Module(assemble([...rowKernels, centreKernel, crossProductKernel])),
  {
    fm: { memory },
  },
).exports as Kernels;

/**
 * The kernels' memory as doubles, of at least `length`. Its contents are whatever the last computation left; a later
 * call may replace the array, so it is asked for once per computation and not kept.
 */
export function workspace(length: number): Float64Array<ArrayBuffer> {
  const missing = length * 8 - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / page));
  return new Float64Array(memory.buffer);
}
