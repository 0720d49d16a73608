import type { Warehouse } from '@fm/warehouse';
import { assembleMarket } from '../assemble-market.ts';
import { epochDay } from '../days.ts';
import type { Market } from '../market.ts';
import { inputsOf, type RunPlan } from '../plan.ts';
import type { RawMarket } from '../raw-market.ts';
import { readRawMarket, type MarketNeeds } from '../read-raw-market.ts';
import type { RunRequest } from '../request.ts';

/** What the market of a run is made of; it can be posted to worker threads. */
export interface LocalFacts {
  readonly request: RunRequest;
  readonly plan: RunPlan;
  readonly raw: RawMarket;
}

/** Reads the facts of a whole run. */
export async function readLocalFacts(warehouse: Warehouse, request: RunRequest, plan: RunPlan): Promise<LocalFacts> {
  return { request, plan, raw: await readRawMarket(warehouse, plan.symbols, needsOf(request, plan)) };
}

/** Makes the market of a whole run, of which slices take their parts. */
export function localMarket({ request, plan, raw }: LocalFacts): Market {
  return assembleMarket(raw, plan.universe, needsOf(request, plan), Int32Array.from(plan.sessions, epochDay), {
    firstPrice: Int32Array.from(plan.firstPrice),
    lastPrice: Int32Array.from(plan.lastPrice),
  });
}

function needsOf(request: RunRequest, plan: RunPlan): MarketNeeds {
  return {
    inputs: inputsOf(request.factors, request),
    until: plan.until,
    weighting: request.weighting,
    ...(plan.scorer === undefined ? {} : { scorer: plan.scorer }),
  };
}
