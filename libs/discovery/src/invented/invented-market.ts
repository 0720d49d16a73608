import { normalQuantile, uniformsAt, type Panel } from '@fm/factor-math';
import { evaluate, parseFormula } from '@fm/expressions';
import { sharedDoubles, type SearchMarket } from '../data/search-market.ts';
import { knownFields } from '../grammar/units.ts';

/** An invented market with formulas planted in it, or none. */
export interface InventedOptions {
  readonly seed: number;
  readonly stocks: number;
  readonly sessions: number;
  readonly planted?: readonly PlantedFormula[];
  /** First session from which nothing is planted. @default never */
  readonly endsAt?: number;
  /** Share of cells without a value. @default 0.002 */
  readonly holes?: number;
  /** Sessions from `from` on are drawn again, differently for each `draw`; earlier ones stay. @default drawn once */
  readonly redrawn?: { readonly from: number; readonly draw: number };
}

/** A formula that the next return of a stock follows. */
export interface PlantedFormula {
  readonly formula: string;
  /** Correlation across stocks of its rank with the return of the next session, signed. */
  readonly coefficient: number;
}

const industries = 8;
const firstDay = Date.UTC(2005, 0, 3);
const dayLength = 86_400_000;

/**
 * An invented market: returns follow a market, industries and the stock itself, with volatility that clusters and drifts;
 * volume follows volatility; open, high and low lie around the close; some cells are missing. The planted formulas move the
 * next return by `coefficient` standard deviations of the stock's own return for each standard deviation of their rank.
 *
 * Logarithms of returns are symmetric, so that ranks of returns over any horizon have nothing to do with volatility. Symmetric
 * simple returns do not have that: compounded, those of volatile stocks lie below the others more often than above them.
 */
export function inventMarket(options: InventedOptions): SearchMarket {
  const { seed, stocks, sessions, planted = [], endsAt = Infinity, holes = 0.002, redrawn } = options;
  const firstKey = [seed, 0xf0] as const;
  const keyAt = (t: number): readonly [number, number] =>
    redrawn !== undefined && t >= redrawn.from ? [seed, 0xf1 + redrawn.draw] : firstKey;
  const panels = new Map(
    ['open', 'high', 'low', 'close', 'volume', 'returns'].map((name) => [name, sharedDoubles(sessions * stocks)]),
  );
  const industry = sharedDoubles(sessions * stocks);
  for (let cell = 0; cell < industry.length; cell++) industry[cell] = (cell % stocks) % industries;
  panels.set('industry', industry);
  const fields = knownFields.filter(({ name }) => panels.has(name));
  const roots = planted.map(({ formula }) => parseFormula(`cs_rank(${formula})`).expression);
  const state = new StockStates(firstKey, stocks);
  for (let t = 0; t < sessions; t++) {
    const drift = new Float64Array(stocks);
    if (t > 0 && t < endsAt && roots.length > 0) {
      const seen = {
        days: t,
        stocks,
        get: (name: string) => (panels.get(name) as Float64Array).subarray(0, t * stocks),
      };
      evaluate(roots, seen, { from: t - 1, to: t }).forEach((ranks, k) => {
        // A rank between 0 and 1 has a standard deviation of 1 / sqrt(12).
        const slope = Math.sqrt(12) * (planted[k] as PlantedFormula).coefficient;
        ranks.forEach((rank, i) => (drift[i] = (drift[i] as number) + (Number.isNaN(rank) ? 0 : slope * (rank - 0.5))));
      });
    }
    state.advance(keyAt(t), t, drift, panels, holes);
  }
  const panel = (values: Float64Array): Panel => ({ days: sessions, stocks, values });
  return {
    symbols: Array.from({ length: stocks }, (_, i) => `INV${String(i + 1).padStart(4, '0')}`),
    sessions: weekdays(sessions),
    ...{ fields, panels },
    returns: panel(panels.get('returns') as Float64Array),
    exposures: [],
    groups: industry,
    neutralTo: ['industry'],
    dataVersion: `invented ${JSON.stringify(options)}`,
    synthetic: true,
    notes: [notesOf(planted)],
  };
}

function notesOf(planted: readonly PlantedFormula[]): string {
  const formulas = planted.map(({ formula, coefficient }) => `${formula} at ${coefficient}`);
  return formulas.length === 0
    ? 'The market is invented, and nothing is planted in it.'
    : `The market is invented; planted: ${formulas.join(', ')}.`;
}

/** Prices and volatilities of all stocks, from one session to the next. */
class StockStates {
  readonly #stocks: number;
  readonly #price: Float64Array;
  readonly #variance: Float64Array;
  readonly #beta: Float64Array;
  #marketVariance = 1;

  constructor(key: readonly [number, number], stocks: number) {
    this.#stocks = stocks;
    const normal = normalsAt(key, 0xffffffff);
    this.#price = Float64Array.from({ length: stocks }, () => 30 * Math.exp(0.6 * normal()));
    this.#beta = Float64Array.from({ length: stocks }, () => 1 + 0.25 * normal());
    this.#variance = new Float64Array(stocks).fill(1);
  }

  advance(
    key: readonly [number, number],
    t: number,
    drift: Float64Array,
    panels: ReadonlyMap<string, Float64Array>,
    holes: number,
  ): void {
    const normal = normalsAt(key, t);
    const uniform = uniformsAt(key, t, 1);
    const shock = Math.sqrt(this.#marketVariance) * normal();
    this.#marketVariance = 0.05 + 0.9 * this.#marketVariance + 0.05 * shock * shock;
    const ofIndustry = Array.from({ length: industries }, () => 0.005 * normal());
    for (let i = 0; i < this.#stocks; i++) {
      const variance = this.#variance[i] as number;
      const own = Math.sqrt(variance) * normal();
      this.#variance[i] = 0.06 + 0.86 * variance + 0.08 * own * own;
      const deviation = 0.018 * Math.sqrt(variance);
      const common = 0.008 * (this.#beta[i] as number) * shock + (ofIndustry[i % industries] as number);
      const change = Math.exp(common + 0.018 * own + deviation * (drift[i] as number)) - 1;
      const before = this.#price[i] as number;
      const close = before * (1 + change);
      this.#price[i] = close;
      const open = before * (1 + 0.3 * change + 0.004 * normal());
      const spread = 0.6 * deviation;
      const [high, low] = [
        Math.max(open, close) * (1 + spread * uniform()),
        Math.min(open, close) * (1 - spread * uniform()),
      ];
      const volume = Math.round(1e5 * (1 + (i % 7)) * Math.exp(0.35 * normal() + 8 * Math.abs(own) * 0.018));
      this.#enter(panels, t * this.#stocks + i, { open, high, low, close, volume, returns: t === 0 ? NaN : change });
      if (uniform() < holes) this.#enter(panels, t * this.#stocks + i, missing);
    }
  }

  #enter(panels: ReadonlyMap<string, Float64Array>, cell: number, values: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(values)) (panels.get(name) as Float64Array)[cell] = value;
  }
}

const missing = { open: NaN, high: NaN, low: NaN, close: NaN, volume: NaN, returns: NaN };

function normalsAt(key: readonly [number, number], place: number): () => number {
  const uniform = uniformsAt(key, place);
  return () => normalQuantile((Math.floor(uniform() * 2 ** 32) + 0.5) / 2 ** 32);
}

function weekdays(count: number): string[] {
  const days: string[] = [];
  for (let time = firstDay; days.length < count; time += dayLength) {
    const day = new Date(time);
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) days.push(day.toISOString().slice(0, 10));
  }
  return days;
}
