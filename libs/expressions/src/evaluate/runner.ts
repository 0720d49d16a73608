import { internalKernels, kernels } from '../kernels/index.ts';
import type { KernelEntry, Work } from '../kernels/work.ts';
import { simdOver, type SharedMemory } from '../simd/simd.ts';
import { tileColumns, type Place } from './layout.ts';
import { rowsOfPiece, type Preparation, type Program, type Task } from './program.ts';

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
  /** Place of the memory that only this thread uses. */
  readonly #own: number;

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
    this.#own = program.size + thread * program.scratch;
    this.#work = {
      memory: new Float64Array(memory.buffer),
      simd: simdOver(memory),
      scratch: 0,
      stocks: program.stocks,
      columns: tileColumns,
      args: [],
      argStrides: [],
      out: 0,
      stride: tileColumns,
      firstRow: 0,
      endRow: 0,
      sessionsBefore: 0,
      params: [],
    };
  }

  /** Fills the numbers and marks everything before the first session as missing; done once, by one thread. */
  begin(): void {
    const { nodes, places, tiles } = this.#program;
    const { memory } = this.#work;
    nodes.forEach(({ reach, params }, node) => {
      const place = places[node];
      if (place === undefined) return;
      const { base, history, tile } = place;
      if (reach === 'number') memory.fill(Number(params[0]), base, base + tileColumns);
      for (let t = 0; t < tiles && history > 0; t++) {
        memory.fill(NaN, base + t * tile, base + t * tile + history * tileColumns);
      }
    });
  }

  /** Moves the past of a node to the front where its room is used up, and reads the block of a leaf. */
  prepare({ node, key }: Preparation, block: number): void {
    const { memory } = this.#work;
    const { stocks, start, rows, to, tiles } = this.#program;
    const place = this.#program.places[node] as Place;
    if (place.history > 0 && block > 0 && block % place.blocks === 0) {
      for (let t = 0; t < tiles; t++) {
        const base = place.base + t * place.tile;
        const from = base + place.blocks * rows * tileColumns;
        memory.copyWithin(base, from, from + place.history * tileColumns);
      }
    }
    if (key === undefined) return;
    const values = this.#leaves.get(key) as Float64Array;
    const first = start + block * rows;
    for (let r = 0; r < Math.min(rows, to - first); r++) {
      const row = (first + r) * stocks;
      for (let t = 0; t < tiles; t++) {
        const from = row + t * tileColumns;
        const part = values.subarray(from, Math.min(row + stocks, from + tileColumns));
        memory.set(part, this.#placeOf(place, block, t) + r * tileColumns);
      }
    }
  }

  /** Computes a piece of a stage for a block. */
  run({ nodes, stage, from, to }: Task, block: number): void {
    const program = this.#program;
    const work = this.#work;
    work.sessionsBefore = program.start + block * program.rows;
    const rows = Math.min(program.rows, program.to - work.sessionsBefore);
    const byRows = stage % 2 === 1;
    const firstRow = byRows ? Math.min(from, rows) : 0;
    const endRow = byRows ? Math.min(to, rows) : rows;
    if (firstRow === endRow) return;
    for (const node of nodes) {
      if (program.begins[node]! >= work.sessionsBefore + endRow) continue;
      work.params = program.nodes[node]!.params;
      if (program.nodes[node]!.reach === 'rows') {
        this.#runAcrossStocks(node, block, firstRow, endRow);
      } else {
        work.firstRow = firstRow;
        work.endRow = endRow;
        const [firstTile, endTile] = byRows ? [0, program.tiles] : [from, to];
        for (let tile = firstTile; tile < endTile; tile++) this.#runTile(node, block, tile);
      }
    }
  }

  #runTile(node: number, block: number, tile: number): void {
    const program = this.#program;
    const work = this.#work;
    const { args } = program.nodes[node]!;
    work.stocks = Math.min(tileColumns, program.stocks - tile * tileColumns);
    work.columns = tileColumns;
    work.stride = tileColumns;
    work.scratch = this.#own;
    work.args.length = args.length;
    work.argStrides.length = args.length;
    for (let k = 0; k < args.length; k++) {
      const place = program.places[args[k]!] as Place;
      work.args[k] = this.#placeOf(place, block, tile);
      work.argStrides[k] = place.blocks === 0 ? 0 : tileColumns;
    }
    work.out = this.#placeOf(program.places[node] as Place, block, tile);
    (this.#entries[node] as KernelEntry).run(work);
  }

  /** Collects whole rows of the arguments from their tiles, and puts those of the result into its own. */
  #runAcrossStocks(node: number, block: number, firstRow: number, endRow: number): void {
    const program = this.#program;
    const work = this.#work;
    const { args } = program.nodes[node]!;
    const width = program.tiles * tileColumns;
    const panel = rowsOfPiece(program.tiles) * width;
    const rows = endRow - firstRow;
    work.stocks = program.stocks;
    work.columns = width;
    work.stride = width;
    work.scratch = this.#own + (args.length + 1) * panel;
    work.args.length = args.length;
    work.argStrides.length = args.length;
    for (let k = 0; k < args.length; k++) {
      work.args[k] = this.#own + k * panel;
      work.argStrides[k] = width;
      this.#copyTiles(args[k]!, block, firstRow, rows, work.args[k]!, 'collect');
    }
    work.out = this.#own + args.length * panel;
    work.firstRow = 0;
    work.endRow = rows;
    (this.#entries[node] as KernelEntry).run(work);
    const results = program.results.get(node);
    if (results !== undefined) this.#deliver(results, firstRow);
    else this.#copyTiles(node, block, firstRow, rows, work.out, 'spread');
  }

  #copyTiles(
    node: number,
    block: number,
    firstRow: number,
    rows: number,
    wide: number,
    direction: 'collect' | 'spread',
  ): void {
    const { places, tiles } = this.#program;
    const place = places[node] as Place;
    const tiled = [this.#placeOf(place, block, 0) + firstRow * tileColumns, place.tile, tileColumns];
    const whole = [wide, tileColumns, tiles * tileColumns];
    const [from, to] = direction === 'collect' ? [tiled, whole] : [whole, tiled];
    const { copyTiles } = this.#work.simd;
    copyTiles!(from[0]! * 8, from[1]! * 8, from[2]! * 8, to[0]! * 8, to[1]! * 8, to[2]! * 8, tiles, rows);
  }

  #placeOf({ base, history, blocks, tile: doubles }: Place, block: number, tile: number): number {
    if (blocks === 0) return base;
    return base + tile * doubles + (history + (block % blocks) * this.#program.rows) * tileColumns;
  }

  /** Copies the rows that were just computed into the results that they are. */
  #deliver(results: readonly number[], rowsBefore: number): void {
    const { memory, stocks, out, stride, endRow, sessionsBefore } = this.#work;
    const { first, sessions, values } = this.#results;
    for (const result of results) {
      for (let r = 0; r < endRow; r++) {
        const session = sessionsBefore + rowsBefore + r - first;
        if (session < 0) continue;
        const row = out + r * stride;
        values[result]!.set(memory.subarray(row, row + stocks), (session % sessions) * stocks);
      }
    }
  }
}
