import { EvaluationError, type Evaluator, type Expression, type ExpressionPool } from '@fm/expressions';
import { panelsOf, type SearchView } from './view.ts';

/** Stocks with a value and a target below which a session has no coefficient. */
const fewestStocks = 8;

/** Significant bits that ranks compare: values that are equal but for rounding are ties. */
export const tieBits = 36;

/** What a formula does over the sessions of a view. */
export interface Behaviour {
  /** Rank information coefficient of each session; NaN where there is none. */
  readonly coefficients: Float64Array;
  /** Mean share of the stocks with a target that have a value. */
  readonly coverage: number;
  /** How much ranks change from one session to the next: 0 not at all, 1 as much as independent random ranks. */
  readonly turnover: number;
  /** Which of 16 random directions its ranks go with most. */
  readonly cluster: number;
}

const directions = 16;
const projectedSessions = 64;

/** Computes what formulas do over a view; one thread has one. */
export class BehaviourReader {
  readonly #view: SearchView;
  readonly #evaluator: Evaluator;
  readonly #memory: number;
  readonly #signs: Uint16Array;
  readonly #rowOfSession: Int32Array;
  readonly #targets: Float64Array;

  /**
   * @param memoryBytes - for intermediate values; it changes no bit
   * @param signs - of the directions, see {@link directionSigns}
   */
  constructor(view: SearchView, evaluator: Evaluator, memoryBytes: number, signs: Uint16Array) {
    this.#view = view;
    this.#evaluator = evaluator;
    this.#memory = memoryBytes;
    this.#signs = signs;
    const sessions = view.to - view.from;
    this.#rowOfSession = new Int32Array(sessions).fill(-1);
    const some = Math.min(projectedSessions, sessions);
    for (let k = 0; k < some; k++) this.#rowOfSession[Math.floor(((k + 0.5) * sessions) / some)] = k;
    this.#targets = new Float64Array(sessions);
    view.target.forEach((value, cell) => {
      if (!Number.isNaN(value)) this.#targets[Math.floor(cell / view.stocks)]!++;
    });
  }

  /**
   * Behaviours of formulas, each the same to the bit whatever others are read with it: where they do not fit into the memory
   * together, one half is read after the other.
   */
  read(pool: ExpressionPool, formulas: readonly Expression[]): Behaviour[] {
    try {
      return this.#readTogether(pool, formulas);
    } catch (error) {
      const half = Math.ceil(formulas.length / 2);
      if (!(error instanceof EvaluationError && error.code === 'EVALUATION_MEMORY') || half === formulas.length)
        throw error;
      return [formulas.slice(0, half), formulas.slice(half)].flatMap((some) => this.read(pool, some));
    }
  }

  #readTogether(pool: ExpressionPool, formulas: readonly Expression[]): Behaviour[] {
    if (formulas.length === 0) return [];
    const { from, to, stocks, members } = this.#view;
    const sessions = to - from;
    const sums = formulas.map(() => new Sums(sessions, stocks));
    const ranks = formulas.map((formula) => pool.make('cs_rank', [formula]));
    this.#evaluator.evaluateInBlocks(
      ranks,
      panelsOf(this.#view),
      (block) => {
        for (let t = block.from; t < block.to; t++) {
          const at = (t - block.from) * stocks;
          block.values.forEach((values, k) => this.#enter(sums[k] as Sums, t - from, values, at));
        }
      },
      { from, to, ties: tieBits, memoryBytes: this.#memory, ...(members === undefined ? {} : { members }) },
    );
    return sums.map((sum) => sum.behaviour());
  }

  #enter(sums: Sums, session: number, values: Float64Array, at: number): void {
    const { target, stocks } = this.#view;
    const row = session * stocks;
    let [n, sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < stocks; i++) {
      const x = (values[at + i] as number) - 0.5;
      const y = target[row + i] as number;
      if (x !== x || y !== y) continue;
      n++;
      sumX += x;
      sumY += y;
      sumXX += x * x;
      sumYY += y * y;
      sumXY += x * y;
    }
    const wanted = this.#targets[session] as number;
    if (wanted > 0) sums.covered(n / wanted);
    const varianceX = n * sumXX - sumX * sumX;
    const varianceY = n * sumYY - sumY * sumY;
    // Ranks that differ at all have a variance far above rounding.
    const defined = n >= fewestStocks && varianceX > 1e-6 && varianceY > 1e-6;
    sums.coefficients[session] = defined ? (n * sumXY - sumX * sumY) / Math.sqrt(varianceX * varianceY) : NaN;
    sums.turn(session, values, at);
    const place = this.#rowOfSession[session] as number;
    if (place >= 0) sums.project(values, at, this.#signs, place * stocks);
  }
}

/** Running sums of one formula. */
class Sums {
  readonly coefficients: Float64Array;
  readonly #before: Float64Array;
  readonly #projections = new Float64Array(directions);
  #covered = 0;
  #sessions = 0;
  #moved = 0;
  #pairs = 0;

  constructor(sessions: number, stocks: number) {
    this.coefficients = new Float64Array(sessions);
    this.#before = new Float64Array(stocks).fill(NaN);
  }

  covered(share: number): void {
    this.#covered += share;
    this.#sessions++;
  }

  /** Every fourth session is compared with the one before it. */
  turn(session: number, values: Float64Array, at: number): void {
    const before = this.#before;
    if (session % 4 === 2) before.set(values.subarray(at, at + before.length));
    if (session % 4 !== 3) return;
    for (let i = 0; i < before.length; i++) {
      const change = Math.abs((values[at + i] as number) - (before[i] as number));
      if (change !== change) continue;
      this.#moved += change;
      this.#pairs++;
    }
  }

  project(values: Float64Array, at: number, signs: Uint16Array, from: number): void {
    const sums = this.#projections;
    for (let i = 0; i < this.#before.length; i++) {
      const x = (values[at + i] as number) - 0.5;
      if (x !== x) continue;
      const bits = signs[from + i] as number;
      for (let k = 0; k < directions; k++) sums[k] = (sums[k] as number) + ((bits >> k) & 1 ? x : -x);
    }
  }

  behaviour(): Behaviour {
    let cluster = 0;
    this.#projections.forEach((value, k) => {
      if (Math.abs(value) > Math.abs(this.#projections[cluster] as number)) cluster = k;
    });
    return {
      coefficients: this.coefficients,
      coverage: this.#sessions === 0 ? 0 : this.#covered / this.#sessions,
      // Independent random ranks differ by 1/3 on average.
      turnover: this.#pairs === 0 ? 0 : Math.min(1, (3 * this.#moved) / this.#pairs),
      cluster,
    };
  }
}
