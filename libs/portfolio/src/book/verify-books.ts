import { factorsOfRun, type RunFactors } from '@fm/factors';
import { readUniverse, rowsOfSessions } from '@fm/market';
import { loadCalendar, readRawMarket, symbolsOf } from '@fm/market/facts';
import { dayOfIso } from '@fm/platform/time';
import type { Treatment } from '@fm/results';
import type { Warehouse } from '@fm/warehouse';
import { bookInputs, verifyBook, type BookViolation } from './verify-book.ts';

/** Which books to verify on which data. */
export interface VerifyBooksRequest extends RunFactors {
  readonly universe: string;
  readonly days: number;
  readonly seed: number;
  /** @default nothing */
  readonly treatment?: Treatment;
}

/** Verifies the books of all factors that have values on the facts in the warehouse; see {@link verifyBook}. */
export async function verifyBooks(warehouse: Warehouse, request: VerifyBooksRequest): Promise<BookViolation[]> {
  const { days, seed, treatment = {} } = request;
  const universe = await readUniverse(warehouse, request.universe);
  const { sessions } = await loadCalendar(warehouse, universe);
  const until = sessions.at(-1) as string;
  const found: BookViolation[] = [];
  for (const definition of factorsOfRun(request)) {
    if (definition.kind !== 'characteristic') continue;
    const needs = { inputs: bookInputs(definition, treatment), until, weighting: 'equal' as const };
    const facts = await readRawMarket(warehouse, symbolsOf(universe), needs);
    const raw = { ...facts, prices: rowsOfSessions(facts.prices, sessions.map(dayOfIso)) };
    found.push(...verifyBook(raw, definition, { universe, treatment, days, seed }));
  }
  return found;
}
