import type { Warehouse } from '@fm/warehouse';
import { assembleMarket, type Market } from '@fm/market';
import { dayOfIso } from '@fm/platform/time';
import { readRawMarket, type MarketNeeds } from '@fm/market/facts';
import type { RunRequest } from '@fm/results';
import { firstValues, readFactorValues } from '@fm/results/store';
import type { RunPlan } from '../request/plan.ts';
import type { RunPanels } from '../panels/run-panels.ts';
import { cutMarket, firstWithin, lastWithin, spanWithin } from './cut-market.ts';
import type { GivenValues } from './perform-slice.ts';
import { sharedLoad } from './load-span.ts';
import type { Slice, Span } from './slice.ts';

/** The market that slices share, and which part of the run's it is. */
export interface LoadedMarket {
  readonly market: Market;
  readonly stocks: Span;
  readonly load: Span;
}

/**
 * Loads exactly what the slices of a stage declare together: their stocks, sessions and inputs.
 *
 * @param panels - where it is read; what is not there is read from the warehouse. @default the warehouse
 */
export async function loadMarketOf(
  warehouse: Warehouse,
  request: RunRequest,
  plan: RunPlan,
  slices: readonly Slice[],
  panels?: RunPanels,
): Promise<LoadedMarket> {
  const { stocks, load } = sharedLoad(slices);
  const symbols = plan.symbols.slice(stocks.from, stocks.to + 1);
  const sessions = plan.sessions.slice(load.from, load.to + 1);
  const needs: MarketNeeds = {
    inputs: new Set(slices.flatMap(({ inputs }) => inputs)),
    from: plan.sessions[load.from],
    until: plan.sessions[load.to] as string,
    weighting: slices.some(({ stage }) => stage === 'test') ? request.weighting : 'equal',
    ...(plan.scorer === undefined ? {} : { scorer: plan.scorer }),
  };
  const raw = (await panels?.readRawMarket(stocks, needs)) ?? (await readRawMarket(warehouse, symbols, needs));
  const { firstPrice, lastPrice } = plan;
  const market = assembleMarket(raw, plan.universe, needs, Int32Array.from(sessions, dayOfIso), {
    firstPrice: firstWithin(Int32Array.from(firstPrice.slice(stocks.from, stocks.to + 1)), load),
    lastPrice: lastWithin(Int32Array.from(lastPrice.slice(stocks.from, stocks.to + 1)), load),
  });
  return { market, stocks, load };
}

/** The part of a loaded market that one slice declares. */
export function marketOfSlice({ market, stocks, load }: LoadedMarket, slice: Slice): Market {
  return cutMarket(market, spanWithin(slice.stocks, stocks), spanWithin(slice.load, load));
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
