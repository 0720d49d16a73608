import { internalKernels, kernels } from '../kernels/index.ts';
import type { KernelEntry, Work } from '../kernels/work.ts';
import { simdOver, type SharedMemory } from '../simd/simd.ts';
import type { Place } from './layout.ts';
import type { Preparation, Program, Task } from './program.ts';

/** Where the results of a run go: `blocks` blocks of `sessions` x stocks, used one after the other. */
export interface ResultRoom {
  readonly values: readonly Float64Array[];
  /** Session of the first row of the results. */
  readonly first: number;
  /** Rows after which they are used again; as many as there are sessions where all are kept. */
  readonly sessions: number;
}

/** The part of a thread in an evaluation: it prepares leaves and computes pieces; which ones is not its concern. */
export class Runner {
  readonly #program: Program;
  readonly #leaves: ReadonlyMap<string, Float64Array>;
  readonly #results: ResultRoom;
  readonly #entries: readonly (KernelEntry | undefined)[];
  readonly #work: Work;

  /** @param thread - number of the thread, from 0: it has memory of its own */
  constructor(
    program: Program,
    memory: SharedMemory,
    leaves: ReadonlyMap<string, Float64Array>,
    results: ResultRoom,
    thread: number,
  ) {
    this.#program = program;
    this.#leaves = leaves;
    this.#results = results;
    this.#entries = program.nodes.map(({ operator }) => kernels.get(operator) ?? internalKernels.get(operator));
    this.#work = {
      memory: new Float64Array(memory.buffer),
      simd: simdOver(memory),
      scratch: program.size + thread * program.scratch,
      stocks: program.stocks,
      args: [],
      argStrides: [],
      out: 0,
      stride: program.stride,
      firstRow: 0,
      endRow: 0,
      firstColumn: 0,
      endColumn: program.stride,
      sessionsBefore: 0,
      params: [],
    };
  }

  /** Fills the numbers and marks everything before the first session as missing; done once, by one thread. */
  begin(): void {
    const { nodes, places, stride } = this.#program;
    const { memory } = this.#work;
    nodes.forEach(({ reach, params }, node) => {
      const place = places[node];
      if (place === undefined) return;
      if (reach === 'number') memory.fill(Number(params[0]), place.base, place.base + stride);
      else memory.fill(NaN, place.base, place.base + place.history * stride);
    });
  }

  /** Moves the past of a node to the front where its room is used up, and reads the block of a leaf. */
  prepare({ node, key }: Preparation, block: number): void {
    const { memory } = this.#work;
    const { stride, stocks, start, rows, to } = this.#program;
    const place = this.#program.places[node] as Place;
    if (place.history > 0 && block > 0 && block % place.blocks === 0) {
      const from = place.base + place.blocks * rows * stride;
      memory.copyWithin(place.base, from, from + place.history * stride);
    }
    if (key === undefined) return;
    const values = this.#leaves.get(key) as Float64Array;
    const first = start + block * rows;
    const row = this.#rowOf(place, block);
    for (let r = 0; r < Math.min(rows, to - first); r++) {
      memory.set(values.subarray((first + r) * stocks, (first + r + 1) * stocks), row + r * stride);
    }
  }

  /** Computes a piece of a stage for a block. */
  run({ nodes, stage, from, to }: Task, block: number): void {
    const { program, work } = this.#bound(stage, from, to, block);
    const end = work.sessionsBefore + work.endRow;
    for (const node of nodes) {
      if (program.begins[node] >= end) continue;
      const { args, params } = program.nodes[node];
      work.args.length = args.length;
      work.argStrides.length = args.length;
      for (let k = 0; k < args.length; k++) {
        const place = program.places[args[k]] as Place;
        work.args[k] = this.#rowOf(place, block);
        work.argStrides[k] = place.blocks === 0 ? 0 : program.stride;
      }
      work.out = this.#rowOf(program.places[node] as Place, block);
      work.params = params;
      (this.#entries[node] as KernelEntry).run(work);
      const results = program.results.get(node);
      if (results !== undefined) for (const result of results) this.#deliver(this.#results.values[result]);
    }
  }

  #bound(stage: number, from: number, to: number, block: number): { program: Program; work: Work } {
    const program = this.#program;
    const work = this.#work;
    work.sessionsBefore = program.start + block * program.rows;
    const rows = Math.min(program.rows, program.to - work.sessionsBefore);
    const byRows = stage % 2 === 1;
    work.firstRow = byRows ? Math.min(from, rows) : 0;
    work.endRow = byRows ? Math.min(to, rows) : rows;
    work.firstColumn = byRows ? 0 : from;
    work.endColumn = byRows ? program.stride : to;
    return { program, work };
  }

  #rowOf({ base, history, blocks }: Place, block: number): number {
    if (blocks === 0) return base;
    return base + (history + (block % blocks) * this.#program.rows) * this.#program.stride;
  }

  /** Copies the piece that was just computed into a result; every missing value has the same bits there. */
  #deliver(values: Float64Array): void {
    const { memory, stocks, out, stride, firstRow, endRow, firstColumn, sessionsBefore } = this.#work;
    const { first, sessions } = this.#results;
    const endColumn = Math.min(this.#work.endColumn, stocks);
    for (let r = firstRow; r < endRow; r++) {
      const session = sessionsBefore + r - first;
      if (session < 0) continue;
      const to = (session % sessions) * stocks;
      for (let c = firstColumn; c < endColumn; c++) {
        const value = memory[out + r * stride + c];
        values[to + c] = value === value ? value : NaN;
      }
    }
  }
}
