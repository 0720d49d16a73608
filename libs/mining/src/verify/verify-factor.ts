import type { CharacteristicFactor, FactorDefinition } from '@fm/factors';
import { assembleMarket } from '@fm/market';
import { sessionDays } from '@fm/market';
import type { Market } from '@fm/market';
import { perturbFuture, shuffled, since, truncated, withSymbols, type Cut } from '@fm/market';
import { draws } from '@fm/platform/random';
import { splitLater } from '@fm/market';
import type { RawMarket } from '@fm/market/facts';
import type { MarketNeeds } from '@fm/market/facts';
import { sessionClose } from '@fm/platform/time';
import type { Treatment } from '@fm/results';
import { neutralFactors } from '@fm/results/treatment';
import type { Universe } from '@fm/market';
import { computeFactor, type ComputedFactor } from '../compute/compute-factor.ts';
import { testFactor } from '../compute/assess-factor.ts';
import { alike, firstDifference, numbersOf, type Difference, type IsSame, type Series } from './verify-differences.ts';

/**
 * What is proven about a factor:
 *
 * - `future`: what is known after a session changes no value and no factor return up to it, and no number of a range that
 *   ends there
 * - `truncation`: nor does cutting everything after it away
 * - `later split`: nor does a split after it, for which providers restate all prices and volumes before; a formula may
 *   differ by a millionth, since one such as `x / (high - low + 1e-12)` adds a constant to what is rescaled
 * - `row order`: the order of rows changes nothing
 * - `repetition`: computing again gives the same bits
 * - `tickers`: the value of a stock does not depend on which others are loaded
 * - `look-back`: loading the sessions of the declared look-back is enough, for the factor and for those that its values are
 *   made neutral to
 * - `book`: what is known after a session changes no return and no trade of a book of the factor up to it; `verifyBooks` of
 *   `@fm/portfolio/book` proves it
 */
export type Guarantee =
  'future' | 'truncation' | 'later split' | 'row order' | 'repetition' | 'tickers' | 'look-back' | 'book';

/** A broken guarantee: where the numbers differ but must not. */
export interface Violation extends Difference {
  readonly factor: string;
  readonly guarantee: Guarantee;
  /** Session up to which nothing may change; of `look-back` the one from which on. */
  readonly until: string;
}

/** What was checked of a factor, and what broke. */
export interface Verification {
  readonly factor: string;
  readonly cells: number;
  readonly days: readonly string[];
  /** Further moments, another for each stock, after which its facts were changed. */
  readonly moments: number;
  readonly violations: readonly Violation[];
}

/** How a factor is verified. */
export interface VerifyOptions {
  readonly universe: Universe;
  readonly needs: MarketNeeds;
  /** What is done to values before stocks are ranked by them; its input must be among the needs. @default nothing */
  readonly treatment?: Treatment;
  /** The factors among what values are made neutral to. @default those that the treatment names */
  readonly neutralFactors?: readonly CharacteristicFactor[];
  /** Days after which everything is changed. @default 3 */
  readonly days?: number;
  /** Decides which days, and how facts change. @default 1 */
  readonly seed?: number;
  /** Called before each computation with the part of them that is done, from 0 to 1. */
  readonly onStep?: (part: number) => void;
}

/** Rounds in which every stock has a moment of its own, for each day after which everything is changed. */
const roundsPerDay = 4;

const sessionsOfRange = 252;

/**
 * Proves that a factor does not see the future and does not depend on how it is computed: see {@link Guarantee}. Facts
 * after the close of a session are changed, dropped or added, at several sessions for all stocks, and at many more for each
 * stock at a moment of its own, so that a look ahead that is rare or reaches one session far is met too.
 */
export function verifyFactor(raw: RawMarket, definition: FactorDefinition, options: VerifyOptions): Verification {
  const { universe, needs, treatment = {}, days: count = 3, seed = 1 } = options;
  const calendar = sessionDays(raw.prices);
  const last = calendar.length - 1;
  let computations = 0;
  const neutral = options.neutralFactors ?? neutralFactors(treatment);
  const most = stepsOf(definition, neutral, count);
  const step = () => options.onStep?.(Math.min(1, ++computations / most));
  const compute = (facts: RawMarket, days?: Int32Array): Computed => {
    step();
    const market = assembleMarket(facts, universe, needs, days);
    const how = { groups: 3, horizons: [1, 5], costBasisPoints: 10, ...treatment, neutralFactors: neutral };
    const computed = computeFactor(market, definition, how);
    const { sessions, symbols } = market;
    const series = { sessions, symbols, values: computed.values?.values, spread: computed.returns.spread };
    return { market, computed, series };
  };
  const sameAfterSplit = isFormula(definition) ? alike : Object.is;
  const base = compute(raw);
  const dayOf = (t: number): string => base.series.sessions[t] as string;
  const cutAt = (t: number): Cut => ({ day: calendar[t] as number, close: sessionClose(calendar[t] as number) });
  const violations: Violation[] = [];
  const record = (guarantee: Guarantee, t: number, found: Difference | undefined): void => {
    if (found !== undefined) violations.push({ factor: definition.name, guarantee, until: dayOf(t), ...found });
  };
  const check = (guarantee: Guarantee, t: number, other: Computed): void => {
    const isSame = guarantee === 'later split' ? sameAfterSplit : Object.is;
    const found = firstDifference(base.series, other.series, { until: () => t, isSame });
    record(guarantee, t, found ?? numberDifference(base, other, t, isSame));
  };
  const chosen = pickDays(calendar.length, count, seed);
  for (const t of chosen) {
    const cut = cutAt(t);
    check('future', t, compute(perturbFuture(raw, cut, seed + t)));
    check('truncation', t, compute(truncated(raw, cut.day, cut.close)));
    check('later split', t, compute(splitLater(raw, cut.day, seed + t)));
  }
  check('row order', last, compute(shuffled(raw, seed)));
  check('repetition', last, compute(raw));
  let moments = 0;
  if (definition.kind === 'characteristic') {
    // What a treatment takes out of a stock's value depends on the other stocks: with moments of their own the values
    // before it are compared.
    const untreated = { ...base.series, values: (base.computed.untreated ?? base.computed.values)?.values };
    const valuesOf = (facts: RawMarket, factor: CharacteristicFactor = definition): Series => {
      step();
      const market = assembleMarket(facts, universe, needs, calendar);
      const values = factor.compute(market).values;
      return { sessions: market.sessions, symbols: market.symbols, values, spread: base.series.spread };
    };
    const random = draws(seed);
    // The value of a stock that is compared with others changes with what becomes known of them at a moment of their own.
    const rounds = definition.comparesStocks === true ? 0 : count * roundsPerDay;
    for (let round = 0; round < rounds; round++) {
      const until = raw.symbols.map(() => Math.floor(random() * last));
      const found = firstDifference(untreated, valuesOf(perturbFuture(raw, until.map(cutAt), seed + round)), {
        until: (stock) => until[stock] as number,
      });
      record('future', untilOf(found, until), found);
      moments += until.length;
      if (found !== undefined) break;
    }
    if (definition.comparesStocks !== true) {
      const half = raw.symbols.filter((_, i) => i % 2 === 0);
      record('tickers', last, firstDifference(untreated, valuesOf(withSymbols(raw, half)), { until: () => last }));
    }
    for (const factor of [definition, ...neutral]) {
      const { lookBack } = factor;
      if (typeof lookBack !== 'number') continue;
      const whole = factor === definition ? untreated : valuesOf(raw, factor);
      for (const t of chosen.filter((one) => one > lookBack)) {
        const facts = since(raw, calendar[t - lookBack] as number);
        record('look-back', t, firstDifference(whole, valuesOf(facts, factor), { from: t, until: () => last }));
      }
    }
  }
  const cells = calendar.length * raw.symbols.length;
  return { factor: definition.name, cells, days: chosen.map(dayOf), moments, violations };

  function untilOf(found: Difference | undefined, until: readonly number[]): number {
    return until[raw.symbols.indexOf(found?.what ?? '')] ?? last;
  }
}

/** How often a factor is computed at most. */
function stepsOf({ kind, lookBack }: FactorDefinition, neutral: readonly FactorDefinition[], days: number): number {
  const ofAll = 3 + 3 * days;
  return kind === 'characteristic'
    ? ofAll + roundsPerDay * days + 1 + (typeof lookBack === 'number' ? days : 0) + neutral.length * (1 + days)
    : ofAll;
}

interface Computed {
  readonly market: Market;
  readonly computed: ComputedFactor;
  readonly series: Series;
}

/** First number of the range of a year that ends at session t that differs. */
function numberDifference(base: Computed, other: Computed, t: number, isSame: IsSame): Difference | undefined {
  const [before, after] = [base, other].map(({ market, computed }) => {
    const from = Math.max(0, t - sessionsOfRange + 1);
    const range = { start: market.sessions[from] as string, end: market.sessions[t] as string, from, to: t };
    return numbersOf(testFactor(market, computed, [range]));
  }) as [Map<string, number>, Map<string, number>];
  for (const [what, value] of before) {
    const now = after.get(what) ?? NaN;
    if (!isSame(value, now)) return { session: base.series.sessions[t] as string, what, before: value, after: now };
  }
  return undefined;
}

function pickDays(sessions: number, count: number, seed: number): number[] {
  const first = Math.min(sessions - 2, 40);
  return Array.from({ length: count }, (_, at) => {
    const share = ((seed * 2_654_435_761 + at * 40_503) % 997) / 997;
    return Math.max(0, first + Math.floor(((at + share) / count) * (sessions - 2 - first)));
  });
}

function isFormula(definition: FactorDefinition): boolean {
  return definition.kind === 'characteristic' && definition.formulaHash !== undefined;
}
