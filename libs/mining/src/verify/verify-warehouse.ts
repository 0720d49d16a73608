import { factorsOfRun, type RunFactors } from '@fm/factors';
import type { Warehouse } from '@fm/warehouse';
import { loadCalendar, symbolsOf } from '@fm/market/facts';
import { readRawMarket } from '@fm/market/facts';
import { dayOfIso } from '@fm/platform/time';
import type { Treatment } from '@fm/results';
import { readUniverse, rowsOfSessions } from '@fm/market';
import { inputsOf } from '../request/plan.ts';
import { verifyFactor, type Verification } from './verify-factor.ts';

/** What to verify on which data. */
export interface VerifyRequest extends RunFactors {
  readonly universe: string;
  /** Days after which everything is changed. */
  readonly days: number;
  readonly seed: number;
  /** What is done to values before stocks are ranked by them. @default nothing */
  readonly treatment?: Treatment;
  /** Called within a factor: how many are done, with the part of this one. */
  readonly onStep?: (factor: string, done: number) => void;
}

/** Verifies factors on the facts in the warehouse; see {@link verifyFactor}. */
export async function verifyOnWarehouse(warehouse: Warehouse, request: VerifyRequest): Promise<Verification[]> {
  const universe = await readUniverse(warehouse, request.universe);
  const { sessions } = await loadCalendar(warehouse, universe);
  const until = sessions[sessions.length - 1] as string;
  const verifications: Verification[] = [];
  for (const definition of factorsOfRun(request)) {
    const { name } = definition;
    const { treatment = {} } = request;
    const inputs = inputsOf({ ...request, factors: [name] }, { weighting: 'equal', ...treatment });
    const needs = { inputs, until, weighting: 'equal' as const };
    const facts = await readRawMarket(warehouse, symbolsOf(universe), needs);
    const raw = { ...facts, prices: rowsOfSessions(facts.prices, sessions.map(dayOfIso)) };
    const verification = verifyFactor(raw, definition, {
      ...{ universe, needs, treatment },
      ...{ days: request.days, seed: request.seed },
      onStep: (part) => request.onStep?.(name, verifications.length + part),
    });
    verifications.push(verification);
    request.onStep?.(name, verifications.length);
  }
  return verifications;
}
