import type { Expression, Panels } from '../expression.ts';
import { operators } from '../operators/registry.ts';
import type { Argument, Operator, Parameter } from '../operators/operator.ts';
import { call, field, number } from './build.ts';

/** Uniform numbers in [0, 1) from a seed: mulberry32, here once more since formulas import no other library than factor-math. */
export function uniformFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const fields = ['open', 'close', 'volume', 'flat'];
const computed = operators.filter(({ family }) => family !== 'point-in-time');

/** Formulas of random operators over the fields of {@link unevenPanels}. */
export class RandomFormulas {
  readonly #uniform: () => number;
  readonly #longest: number;

  /** @param longest - longest window that is drawn */
  constructor(seed: number, longest = 12) {
    this.#uniform = uniformFrom(seed);
    this.#longest = longest;
  }

  /** A formula of at most `depth` operators below each other. */
  next(depth: number): Expression {
    return this.of(this.#pick(computed), depth);
  }

  /** A formula with the given operator on top. */
  of(operator: Operator, depth: number): Expression {
    const args = operator.args.map((argument) => this.#argument(argument, depth - 1));
    if (operator.variadic === true && this.#uniform() < 0.3) args.push(this.#argument(operator.args[0]!, depth - 1));
    const params: (number | string)[] = [];
    for (const parameter of operator.params) params.push(this.#parameter(parameter, params));
    return call(operator.name, args, params);
  }

  #argument({ kind }: Argument, depth: number): Expression {
    if (kind === 'group')
      return this.#uniform() < 0.7 ? field('industry', 'group') : call('cs_bucket', [field('close')], [3]);
    const wanted = computed.filter(({ result }) => kind === 'panel' || result === 'condition');
    if (depth > 0 && (kind === 'condition' || this.#uniform() < 0.75)) return this.of(this.#pick(wanted), depth);
    if (kind === 'condition') return call('gt', [field(this.#pick(fields)), field(this.#pick(fields))]);
    return this.#uniform() < 0.1 ? number(Math.round(this.#uniform() * 8 - 4) / 2) : field(this.#pick(fields));
  }

  #parameter({ name, type, least, most, choices }: Parameter, before: readonly (number | string)[]): number | string {
    if (type === 'choice') return this.#pick(choices ?? []);
    if (type === 'number') {
      if (name === 'hi') return Number(before[0]) + 1;
      if (least === 0) return Math.round(this.#uniform() * Number(most) * 8) / 8;
      return Math.round(this.#uniform() * 8 - 4) / 2;
    }
    const length = Number(before[0]);
    const top = Math.min(most === 'd' ? length : (most ?? Infinity), this.#longest);
    const low = least ?? 1;
    if (name === 'min' && this.#uniform() < 0.5) return name === 'min' && before.length > 0 ? Math.max(low, top) : top;
    return Math.min(top, low + Math.floor(this.#uniform() * (top - low + 1)));
  }

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.#uniform() * from.length)]!;
  }
}

/** How the random values are made. */
export interface Unevenness {
  /** Whether values are whole numbers, whose sums and products are exact. */
  readonly whole?: boolean;
}

/**
 * Panels with what real ones have: gaps, stretches without change, ties, spikes of a billion, and a panel that hardly ever
 * changes; groups for some stocks.
 */
export function unevenPanels(days: number, stocks: number, seed: number, { whole = false }: Unevenness = {}): Panels {
  const uniform = uniformFrom(seed);
  const panels = new Map<string, Float64Array>();
  for (const name of fields) {
    const values = new Float64Array(days * stocks);
    for (let t = 0; t < days; t++) {
      for (let i = 0; i < stocks; i++) values[t * stocks + i] = cell(name, t, values[(t - 1) * stocks + i]!);
    }
    panels.set(name, values);
  }
  const industry = Float64Array.from({ length: days * stocks }, (_, at) => (at % stocks) % 4 || NaN);
  panels.set('industry', industry);
  return {
    days,
    stocks,
    get: (key) => {
      const panel = panels.get(key);
      if (panel === undefined) throw new Error(`no panel ${key}`);
      return panel;
    },
  };

  function cell(name: string, t: number, before: number): number {
    const draw = uniform();
    if (draw < 0.05) return NaN;
    if (t > 0 && before === before && draw < (name === 'flat' ? 0.97 : 0.25)) return before;
    if (draw > 0.995) return 1e9;
    const value = uniform() * 20 - (name === 'volume' ? 0 : 10);
    return whole || draw < 0.5 ? Math.round(value) : value;
  }
}

/** Whether two panels have the same bits. */
export function sameBits(a: Float64Array, b: Float64Array): boolean {
  const words = (values: Float64Array) => new BigUint64Array(values.slice().buffer);
  const [left, right] = [words(a), words(b)];
  return left.length === right.length && left.every((word, at) => word === right[at]);
}
