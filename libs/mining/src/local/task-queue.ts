import type { Panel } from '@fm/factor-math';
import type { RunPlan } from '../request/plan.ts';
import type { Slice, SlicePlan } from '../slices/slice.ts';
import type { LocalTask } from './local-slice.ts';

/** The remaining work of a factor. */
interface FactorWork {
  readonly factor: string;
  readonly compute: Slice[];
  readonly tests: Slice[];
  /** Compute slices that are open or under way. */
  computing: number;
  testing: number;
  /** Compute slices whose values are in the warehouse already, for tests that are still open. */
  readonly stored: readonly Slice[];
  /** Values over the whole run, with the stored ones in place. */
  values: Promise<Panel> | undefined;
}

/** Reads the stored values of slices into their place among the values of the run. */
export type ReadStored = (factor: string, slices: readonly Slice[], into: Panel) => Promise<void>;

/**
 * The open slices of a run in the order in which they are best done: tests of factors whose values are complete come
 * first, because their values can then be released; the other factors are started one after another.
 */
export class TaskQueue {
  readonly #plan: RunPlan;
  readonly #readStored: ReadStored;
  readonly #factors: FactorWork[];
  #changed: () => void = () => undefined;
  #next: Promise<void> = Promise.resolve();

  constructor(plan: RunPlan, slices: SlicePlan, done: ReadonlySet<string>, readStored: ReadStored) {
    this.#plan = plan;
    this.#readStored = readStored;
    const factors = new Map<string, FactorWork>();
    const open = ({ id }: Slice): boolean => !done.has(id);
    const names = new Set([...slices.compute, ...slices.test].map(({ factor }) => factor));
    for (const factor of names) {
      const compute = slices.compute.of(factor);
      const tests = slices.test.of(factor).filter(open);
      const toCompute = compute.filter(open);
      factors.set(factor, {
        factor,
        compute: toCompute,
        tests,
        computing: toCompute.length,
        testing: tests.length,
        stored: tests.length === 0 ? [] : compute.filter((slice) => !open(slice)),
        values: undefined,
      });
    }
    this.#factors = [...factors.values()].filter(({ computing, testing }) => computing + testing > 0);
    this.#wait();
  }

  /** The next slice; waits for one that becomes possible; undefined when there is none left. */
  async take(): Promise<LocalTask | undefined> {
    for (;;) {
      const ready = this.#factors.find(({ computing, tests }) => computing === 0 && tests.length > 0);
      if (ready !== undefined) return this.#task(ready, ready.tests.shift() as Slice);
      const begun = this.#factors.find(({ compute }) => compute.length > 0);
      if (begun !== undefined) return this.#task(begun, begun.compute.shift() as Slice);
      if (this.#factors.every(({ tests }) => tests.length === 0)) return undefined;
      await this.#next;
    }
  }

  /** Reports that a slice is done. */
  finished({ slice }: LocalTask): void {
    const work = this.#factors.find(({ factor }) => factor === slice.factor) as FactorWork;
    if (slice.stage === 'compute') work.computing--;
    else work.testing--;
    if (work.computing + work.testing === 0) work.values = undefined;
    this.#wake();
  }

  /** Stops: everything that waits finds nothing left. */
  close(): void {
    for (const { compute, tests } of this.#factors) {
      compute.splice(0);
      tests.splice(0);
    }
    this.#wake();
  }

  async #task(work: FactorWork, slice: Slice): Promise<LocalTask> {
    if (slice.stage === 'test' && !slice.readsValues) return { slice };
    work.values ??= this.#valuesOf(work);
    return { slice, values: await work.values };
  }

  async #valuesOf({ factor, stored }: FactorWork): Promise<Panel> {
    const { sessions, symbols } = this.#plan;
    const memory = new SharedArrayBuffer(8 * sessions.length * symbols.length);
    const panel = { days: sessions.length, stocks: symbols.length, values: new Float64Array(memory).fill(NaN) };
    if (stored.length > 0) await this.#readStored(factor, stored, panel);
    return panel;
  }

  #wait(): void {
    this.#next = new Promise((resolve) => (this.#changed = resolve));
  }

  #wake(): void {
    const changed = this.#changed;
    this.#wait();
    changed();
  }
}
