/** The part of the platform's WebAssembly that is used here; the compiler's library without a browser has none of it. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
}

declare const WebAssembly: {
  readonly Memory: new (limits: { initial: number; maximum: number; shared: true }) => SharedMemory;
};

const page = 65_536;

/** Memory for a number of doubles that threads share. */
export function sharedMemory(doubles: number): SharedMemory {
  const pages = Math.max(1, Math.ceil((doubles * 8) / page));
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

/** The kernels over a memory. */
export interface Simd {
  readonly memory: SharedMemory;
}

/** The kernels of one thread over a memory. */
export function simdOver(memory: SharedMemory): Simd {
  return { memory };
}
