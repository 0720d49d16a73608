import type { FactorDefinition } from '@fm/factors';
import { assembleMarket } from './assemble-market.ts';
import { computeFactor } from './compute-factor.ts';
import { sessionDays } from './inputs/prices.ts';
import { perturbFuture, shuffled, truncated, withSymbols } from './perturb-market.ts';
import type { RawMarket } from './raw-market.ts';
import type { MarketNeeds } from './read-raw-market.ts';
import { sessionClose } from './session-close.ts';
import type { Universe } from './universe.ts';

/** What is proven of a factor. */
export type Guarantee = 'future' | 'truncation' | 'row order' | 'tickers';

/** A broken promise: where the numbers differ although they must not. */
export interface Violation {
  readonly factor: string;
  readonly guarantee: Guarantee;
  /** Session up to which nothing may change. */
  readonly until: string;
  /** First session and the stock (or the factor return) that changed. */
  readonly session: string;
  readonly what: string;
  readonly before: number;
  readonly after: number;
}

/** What was checked of a factor, and what broke. */
export interface Verification {
  readonly factor: string;
  readonly cells: number;
  readonly days: readonly string[];
  readonly violations: readonly Violation[];
}

/** How a factor is verified. */
export interface VerifyOptions {
  readonly universe: Universe;
  readonly needs: MarketNeeds;
  /** Days after which everything is changed. @default 3 */
  readonly days?: number;
  /** Decides which days, and how facts change. @default 1 */
  readonly seed?: number;
}

interface Series {
  readonly sessions: readonly string[];
  readonly symbols: readonly string[];
  readonly values: Float64Array | undefined;
  readonly spread: Float64Array;
}

/**
 * Proves that a factor does not see the future and does not depend on how it is computed: every price, filing, article
 * and document after the close of t is changed, dropped or added, at several t, and no value or factor return up to t
 * may change a bit; cutting everything after t away may not either, nor the order of rows; and a value may not depend on
 * which other stocks are loaded.
 */
export function verifyFactor(raw: RawMarket, definition: FactorDefinition, options: VerifyOptions): Verification {
  const { universe, needs, days: count = 3, seed = 1 } = options;
  const calendar = sessionDays(raw.prices);
  const compute = (facts: RawMarket, days?: Int32Array): Series => {
    const market = assembleMarket(facts, universe, needs, days);
    const computed = computeFactor(market, definition, { groups: 3, horizons: [1], costBasisPoints: 0 });
    const { sessions, symbols } = market;
    return { sessions, symbols, values: computed.values?.values, spread: computed.returns.spread };
  };
  const base = compute(raw);
  const chosen = pickDays(calendar.length, count, seed);
  const violations: Violation[] = [];
  const check = (guarantee: Guarantee, t: number, other: Series): void => {
    const found = firstDifference(base, other, t);
    const until = base.sessions[t] as string;
    if (found !== undefined) violations.push({ factor: definition.name, guarantee, until, ...found });
  };
  for (const t of chosen) {
    const close = sessionClose(calendar[t] as number);
    check('future', t, compute(perturbFuture(raw, calendar[t] as number, close, seed + t)));
    check('truncation', t, compute(truncated(raw, calendar[t] as number, close)));
  }
  const last = calendar.length - 1;
  check('row order', last, compute(shuffled(raw, seed)));
  if (definition.kind === 'characteristic') {
    const half = raw.symbols.filter((_, i) => i % 2 === 0);
    check('tickers', last, { ...compute(withSymbols(raw, half), calendar), spread: base.spread });
  }
  const cells = calendar.length * raw.symbols.length;
  return { factor: definition.name, cells, days: chosen.map((t) => base.sessions[t] as string), violations };
}

function pickDays(sessions: number, count: number, seed: number): number[] {
  const first = Math.min(sessions - 2, 40);
  return Array.from({ length: count }, (_, at) => {
    const share = ((seed * 2_654_435_761 + at * 40_503) % 997) / 997;
    return Math.max(0, first + Math.floor(((at + share) / count) * (sessions - 2 - first)));
  });
}

type Difference = Pick<Violation, 'session' | 'what' | 'before' | 'after'>;

/** First cell or factor return up to session t whose bits differ; both missing is the same. */
function firstDifference(base: Series, other: Series, t: number): Difference | undefined {
  for (let s = 0; s <= t; s++) {
    const session = base.sessions[s] as string;
    for (let j = 0; base.values !== undefined && other.values !== undefined && j < other.symbols.length; j++) {
      const i = base.symbols.indexOf(other.symbols[j] as string);
      const before = base.values[s * base.symbols.length + i] as number;
      const after = other.values[s * other.symbols.length + j] as number;
      if (!Object.is(before, after)) return { session, what: other.symbols[j] as string, before, after };
    }
    const before = base.spread[s] as number;
    const after = other.spread[s] as number;
    if (!Object.is(before, after)) return { session, what: 'factor return', before, after };
  }
  return undefined;
}
