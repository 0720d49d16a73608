import type { Warehouse } from '@fm/warehouse';
import { dayOfIso } from '@fm/platform/time';
import { marketPanels, type MarketPanels } from '@fm/market';
import { readRawMarket, type MarketNeeds } from '@fm/market/facts';
import type { RunRequest } from '@fm/results';
import { inputsOf, type RunPlan } from '../request/plan.ts';

/** What slices of a run are performed on; it can be posted to worker threads. */
export interface LocalFacts {
  readonly runId: string;
  readonly request: RunRequest;
  /** Of the whole run, of which slices take their parts. */
  readonly parts: MarketPanels;
}

/** Reads the facts of a whole run and makes the parts of its market from them; the facts themselves are released. */
export async function readLocalFacts(warehouse: Warehouse, request: RunRequest, plan: RunPlan): Promise<LocalFacts> {
  const needs = needsOf(request, plan);
  const raw = await readRawMarket(warehouse, plan.symbols, needs);
  const parts = marketPanels(raw, plan.universe, needs, Int32Array.from(plan.sessions, dayOfIso), {
    firstPrice: Int32Array.from(plan.firstPrice),
    lastPrice: Int32Array.from(plan.lastPrice),
  });
  return { runId: plan.runId, request, parts };
}

function needsOf(request: RunRequest, plan: RunPlan): MarketNeeds {
  return {
    inputs: inputsOf(request, request),
    until: plan.until,
    weighting: request.weighting,
    ...(plan.scorer === undefined ? {} : { scorer: plan.scorer }),
  };
}
