import type { Warehouse } from '@fm/warehouse';
import { assembleMarket, type Market } from '@fm/market';
import { dayOfIso } from '@fm/platform/time';
import { readRawMarket, type MarketNeeds } from '@fm/market/facts';
import type { RunRequest } from '@fm/results';
import { firstValues, readFactorValues } from '@fm/results/store';
import type { RunPlan } from '../request/plan.ts';
import { firstWithin, lastWithin } from './cut-market.ts';
import type { GivenValues } from './perform-slice.ts';
import type { Slice } from './slice.ts';

/** Loads from the warehouse exactly what a slice declares: its stocks, its sessions, its inputs. */
export async function loadSliceMarket(
  warehouse: Warehouse,
  request: RunRequest,
  plan: RunPlan,
  { stage, stocks, load, inputs }: Slice,
): Promise<Market> {
  const symbols = plan.symbols.slice(stocks.from, stocks.to + 1);
  const sessions = plan.sessions.slice(load.from, load.to + 1);
  const needs: MarketNeeds = {
    inputs: new Set(inputs),
    from: plan.sessions[load.from] as string,
    until: plan.sessions[load.to] as string,
    weighting: stage === 'test' ? request.weighting : 'equal',
    ...(plan.scorer === undefined ? {} : { scorer: plan.scorer }),
  };
  const raw = await readRawMarket(warehouse, symbols, needs);
  const { firstPrice, lastPrice } = plan;
  return assembleMarket(raw, plan.universe, needs, Int32Array.from(sessions, dayOfIso), {
    firstPrice: firstWithin(Int32Array.from(firstPrice.slice(stocks.from, stocks.to + 1)), load),
    lastPrice: lastWithin(Int32Array.from(lastPrice.slice(stocks.from, stocks.to + 1)), load),
  });
}

/** Loads the values that the compute slices of a factor wrote, over the sessions that a test loads. */
export async function loadSliceValues(
  warehouse: Warehouse,
  plan: RunPlan,
  { factor, load }: Slice,
): Promise<GivenValues> {
  const axes = { sessions: plan.sessions.slice(load.from, load.to + 1), symbols: plan.symbols };
  return {
    panel: await readFactorValues(warehouse, plan.runId, factor, axes),
    begins: await firstValues(warehouse, plan.runId, factor, axes),
  };
}
