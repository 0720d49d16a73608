import type { Panel } from '@fm/factor-math';
import type { CharacteristicFactor, InputName } from '@fm/factors';
import { assembleMarket, perturbFuture, sessionDays, truncated, type Market, type Universe } from '@fm/market';
import type { MarketNeeds, RawMarket } from '@fm/market/facts';
import { sessionClose } from '@fm/platform/time';
import type { Treatment } from '@fm/results';
import { isTreated, treatmentInputs, treatValues, valuesOfMembers } from '@fm/results/treatment';
import { bookTerms } from './book-terms.ts';
import { makeBook, type Execution, type MadeBook } from './make-book.ts';
import { factorMarketOf } from './read-factor-market.ts';

/** A number of a book that later knowledge changed. */
export interface BookViolation {
  readonly factor: string;
  /** Session up to which nothing may change. */
  readonly until: string;
  readonly session: string;
  /** E.g. `net of the book at the open`. */
  readonly what: string;
  readonly before: number;
  readonly after: number;
}

/** How a book is verified. */
export interface VerifyBookOptions {
  readonly universe: Universe;
  readonly treatment?: Treatment;
  /** Days after which everything is changed. @default 3 */
  readonly days?: number;
  /** Decides how facts change. @default 1 */
  readonly seed?: number;
}

const series = ['gross', 'net', 'benchmark', 'traded', 'long', 'short'] as const;

/** Panels that a book of a factor is made of. */
export function bookInputs({ inputs }: CharacteristicFactor, treatment: Treatment = {}): Set<InputName> {
  return new Set<InputName>([...inputs, 'open', 'close', 'adjClose', ...treatmentInputs(treatment)]);
}

/**
 * Proves for the book of a factor, on its default terms, traded at closes and at opens, that what
 * is known after the close of a session changes no return, no trade and no benchmark up to it, whether it is changed or cut
 * away: so no trade uses a price, and no signal a fact, before it was known.
 *
 * @returns the first number that differs for each day and execution
 */
export function verifyBook(
  raw: RawMarket,
  definition: CharacteristicFactor,
  { universe, treatment = {}, days: count = 3, seed = 1 }: VerifyBookOptions,
): BookViolation[] {
  const calendar = sessionDays(raw.prices);
  const needs: MarketNeeds = { inputs: bookInputs(definition, treatment), until: '9999-12-31', weighting: 'equal' };
  const books = (facts: RawMarket): ReadonlyMap<Execution, MadeBook | undefined> => {
    const market = assembleMarket(facts, universe, needs);
    const values = treatedValues(market, definition.compute(market), treatment);
    const inputs = factorMarketOf(market, values);
    const sample = { start: market.sessions[0] as string, end: market.sessions.at(-1) as string };
    const run = { groups: 3, weighting: 'equal', costBasisPoints: 10 } as const;
    const terms = bookTerms({ factor: definition.name }, definition, run, sample);
    const executions: Execution[] = inputs.opens === undefined ? ['close'] : ['close', 'open'];
    return new Map(executions.map((execution) => [execution, makeBook(inputs, terms, execution)]));
  };
  const base = books(raw);
  const found: BookViolation[] = [];
  for (let at = 1; at <= count; at++) {
    const day = calendar[Math.floor((at * (calendar.length - 2)) / count)] as number;
    const until = new Date(day * 86_400_000).toISOString().slice(0, 10);
    const close = sessionClose(day);
    for (const facts of [perturbFuture(raw, { day, close }, seed + at), truncated(raw, day, close)]) {
      const other = books(facts);
      for (const [execution, book] of base) {
        const difference = firstDifference(book, other.get(execution), until);
        if (difference === undefined) continue;
        const { what, ...rest } = difference;
        found.push({ factor: definition.name, until, ...rest, what: `${what} of the book at the ${execution}` });
      }
    }
  }
  return found;
}

function treatedValues(market: Market, values: Panel, treatment: Treatment): Panel {
  return isTreated(treatment) ? treatValues(valuesOfMembers(values, market.member), market, treatment) : values;
}

function firstDifference(
  base: MadeBook | undefined,
  other: MadeBook | undefined,
  until: string,
): Pick<BookViolation, 'session' | 'what' | 'before' | 'after'> | undefined {
  const known = (book: MadeBook | undefined): readonly string[] => book?.dates.filter((date) => date <= until) ?? [];
  const [dates, others] = [known(base), known(other)];
  for (let t = 0; t < Math.max(dates.length, others.length); t++) {
    const session = dates[t] ?? others[t] ?? until;
    if (dates[t] !== others[t]) return { session, what: 'sessions', before: dates.length, after: others.length };
    for (const name of series) {
      const [before, after] = [base?.[name][t] as number, other?.[name][t] as number];
      if (!Object.is(before, after)) return { session, what: name, before, after };
    }
  }
  return undefined;
}
