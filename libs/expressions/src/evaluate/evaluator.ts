import type { Expression, Panels } from '../expression.ts';
import { sharedMemory } from '../simd/simd.ts';
import { budgetTooSmall, noSuchSessions, panelOfOtherShape, threadFailed } from './errors.ts';
import { Graph, membersKey, sessionsNeeded } from './graph.ts';
import { programOf, rowsOfBlock, type Program } from './program.ts';
import { Runner, type ResultRoom } from './runner.ts';
import { counters, newCounters, reached, takeTasks } from './schedule.ts';
import { failureIn, newFailure, Threads, type Job } from './threads.ts';

/** Options of an evaluation; the values do not depend on threads and memory. */
export interface EvaluateOptions {
  /** First session whose values are wanted. Only its look-back is computed before it. @default 0 */
  readonly from?: number;
  /** Session at which the values end. @default the number of sessions */
  readonly to?: number;
  /** 1 for the members of the universe, else 0 or NaN, days x stocks: cross-sections and results see members only. */
  readonly members?: Float64Array;
  /**
   * Significant bits of the values that ranks and places of extremes compare: with 36, values that are equal but for
   * rounding are ties. @default 53, every bit
   */
  readonly ties?: number;
  /** Memory for intermediate and, where all are kept, final values, in bytes. @default 2 GiB */
  readonly memoryBytes?: number;
}

/** Values of consecutive sessions. */
export interface EvaluatedBlock {
  readonly from: number;
  readonly to: number;
  /** Values of each formula, (to - from) x stocks. They are overwritten when the receiver returns. */
  readonly values: readonly Float64Array[];
}

const defaultMemory = 2 ** 31;
const fewestRows = 8;
/** Blocks of results of an evaluation in blocks: one is received while the next is computed. */
const blocksAhead = 2;

/** Evaluates formulas over panels, with threads that are kept from one evaluation to the next. */
export class Evaluator {
  readonly #threads: Threads;

  /** @param threads - threads that compute, the calling one included */
  constructor(threads = 1) {
    this.#threads = new Threads(Math.max(0, threads - 1));
  }

  /**
   * Values of each formula, (to - from) x stocks, date-major. All formulas are evaluated together: what they have in common
   * is computed once, and each value is the same to the bit whatever else is evaluated, in whatever order, by how many
   * threads, and whichever sessions are asked for.
   *
   * @throws {@link EvaluationError} `EVALUATION_MEMORY` where not even one formula fits into the memory
   */
  evaluate(roots: readonly Expression[], panels: Panels, options: EvaluateOptions = {}): Float64Array[] {
    const { from, to } = sessionsOf(panels, options);
    const values = roots.map(() => shared((to - from) * panels.stocks));
    const kept = values.reduce((bytes, { byteLength }) => bytes + byteLength, 0);
    const results: ResultRoom = { values, first: from, sessions: Math.max(1, to - from) };
    this.#evaluateParts(roots, panels, options, results, kept);
    return values;
  }

  /**
   * Evaluates formulas as {@link evaluate} does and gives the values in blocks of consecutive sessions, so that no more
   * than two blocks of them are in memory.
   */
  evaluateInBlocks(
    roots: readonly Expression[],
    panels: Panels,
    receive: (block: EvaluatedBlock) => void,
    options: EvaluateOptions = {},
  ): void {
    const { from, to } = sessionsOf(panels, options);
    const planned = planFor(roots, panels, options, this.#threads.count + 1, (rows) => {
      return roots.length * blocksAhead * rows * panels.stocks * 8;
    });
    const { program } = planned;
    if (program === undefined) throw budgetTooSmall(planned.bytes, options.memoryBytes ?? defaultMemory);
    const sessions = blocksAhead * program.rows;
    // Row 0 of a block of results is session 0 of a block, so that a block of results is never broken.
    const values = roots.map(() => shared(sessions * panels.stocks));
    const results: ResultRoom = { values, first: program.start, sessions };
    this.#perform(program, panels, options, results, (block) => {
      const first = program.start + block * program.rows;
      const begin = Math.max(first, from);
      const end = Math.min(first + program.rows, to);
      if (begin >= end) return;
      const at = ((block % blocksAhead) * program.rows + begin - first) * panels.stocks;
      const part = (all: Float64Array) => all.subarray(at, at + (end - begin) * panels.stocks);
      receive({ from: begin, to: end, values: values.map(part) });
    });
  }

  async close(): Promise<void> {
    await this.#threads.close();
  }

  /** Evaluates all formulas together, or, where they do not fit into the memory, one half after the other. */
  #evaluateParts(
    roots: readonly Expression[],
    panels: Panels,
    options: EvaluateOptions,
    results: ResultRoom,
    kept: number,
  ): void {
    if (roots.length === 0 || panels.stocks === 0 || sessionsOf(panels, options).to === results.first) return;
    const { program, bytes } = planFor(roots, panels, options, this.#threads.count + 1, () => kept);
    if (program !== undefined) return this.#perform(program, panels, options, results);
    if (roots.length === 1) throw budgetTooSmall(bytes, options.memoryBytes ?? defaultMemory);
    const half = Math.ceil(roots.length / 2);
    for (const [begin, end] of [
      [0, half],
      [half, roots.length],
    ]) {
      const part = { ...results, values: results.values.slice(begin, end) };
      this.#evaluateParts(roots.slice(begin, end), panels, options, part, kept);
    }
  }

  #perform(
    program: Program,
    panels: Panels,
    options: EvaluateOptions,
    results: ResultRoom,
    receive?: (block: number) => void,
  ): void {
    const threads = this.#threads.count + 1;
    const job: Omit<Job, 'thread'> = {
      program,
      memory: sharedMemory(program.size + threads * program.scratch),
      leaves: leavesOf(program, panels, options, threads > 1),
      results,
      shared: newCounters(program),
      blocksAhead: receive === undefined ? Infinity : blocksAhead,
      failure: newFailure(),
    };
    const runner = new Runner(program, job.memory, job.leaves, results, 0);
    runner.begin();
    this.#threads.join(job);
    const blocks = Math.ceil((program.to - program.start) / program.rows);
    const perBlock = program.preparations.length + program.tasks.length;
    const deliver = (): void => {
      if (receive === undefined) return;
      for (;;) {
        const block = job.shared[counters.delivered]!;
        if (block >= blocks || Atomics.load(job.shared, counters.ended) < (block + 1) * perBlock) return;
        receive(block);
        Atomics.add(job.shared, counters.delivered, 1);
        Atomics.notify(job.shared, counters.delivered);
      }
    };
    try {
      takeTasks(program, runner, job.shared, deliver, job.blocksAhead);
    } catch (error) {
      Atomics.store(job.shared, counters.failed, 1);
      throw error;
    }
    if (!reached(job.shared, counters.ended, blocks * perBlock, deliver)) throw threadFailed(failureIn(job.failure));
    deliver();
  }
}

/**
 * Values of each formula, date-major, as {@link Evaluator.evaluate} gives them, by the calling thread only.
 *
 * @param panels - leaves of the formulas
 */
export function evaluate(roots: readonly Expression[], panels: Panels, options: EvaluateOptions = {}): Float64Array[] {
  return new Evaluator().evaluate(roots, panels, options);
}

function shared(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * 8));
}

function sessionsOf({ days }: Panels, { from = 0, to = days }: EvaluateOptions): { from: number; to: number } {
  const whole = Number.isInteger(from) && Number.isInteger(to);
  if (!whole || from < 0 || to > days || from > to) throw noSuchSessions(from, to, days);
  return { from, to };
}

/** A program that fits into the memory with what else is kept there, in the largest blocks that do; or how much it needs. */
function planFor(
  roots: readonly Expression[],
  panels: Panels,
  options: EvaluateOptions,
  threads: number,
  kept: (rows: number) => number,
): { readonly program?: Program; readonly bytes: number } {
  const { from, to } = sessionsOf(panels, options);
  const graph = new Graph(roots, { members: options.members !== undefined, ties: options.ties });
  const needed = sessionsNeeded(graph);
  let bytes = 0;
  const most = Math.min(rowsOfBlock(panels.stocks), Math.max(fewestRows, Math.ceil((to - from) / 8) * 8));
  for (let rows = most; rows >= fewestRows; rows = Math.floor(rows / 16) * 8) {
    const program = programOf(graph, needed, { stocks: panels.stocks, from, to }, rows);
    bytes = (program.size + threads * program.scratch) * 8 + kept(rows);
    if (bytes <= (options.memoryBytes ?? defaultMemory)) return { program, bytes };
  }
  return { bytes };
}

/** The leaves by key, checked, and in shared memory where other threads read them. */
function leavesOf(
  program: Program,
  panels: Panels,
  options: EvaluateOptions,
  share: boolean,
): ReadonlyMap<string, Float64Array> {
  const leaves = new Map<string, Float64Array>();
  const { days, stocks } = panels;
  for (const { key } of program.preparations) {
    if (key === undefined) continue;
    const values = key === membersKey && options.members !== undefined ? options.members : panels.get(key);
    if (values.length !== days * stocks) throw panelOfOtherShape(key, values.length, days, stocks);
    if (!share || values.buffer instanceof SharedArrayBuffer) leaves.set(key, values);
    else {
      const copy = shared(values.length);
      copy.set(values);
      leaves.set(key, copy);
    }
  }
  return leaves;
}
