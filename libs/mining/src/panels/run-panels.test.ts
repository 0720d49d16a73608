import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readRawMarket, type MarketNeeds, type RawMarket } from '@fm/market/facts';
import { localObjectStore } from '@fm/object-store';
import { corporateActionsTable, delistingsTable, openWarehouse, pricesTable, type Warehouse } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { planRun, type RunPlan } from '../request/plan.ts';
import { readRequest } from '../request/request.ts';
import type { Span } from '../slices/slice.ts';
import { panelBlocks } from './panel-blocks.ts';
import { RunPanels } from './run-panels.ts';

/** More stocks than a block has, so that places differ between a block, a slice and the run. */
const stocks = 2100;

describe('the stored panels of a run of several blocks of stocks', () => {
  const root = mkdtempSync(join(tmpdir(), 'fm-panels-'));
  const request = { ...readRequest({ factors: 'ROC20,TradingVolume,PEG' }), universe: 'ingested' };
  let warehouse: Warehouse;
  let plan: RunPlan;
  let panels: RunPanels;

  beforeAll(async () => {
    warehouse = await openWarehouse({ home: join(root, 'home') });
    await warehouse.insert(pricesTable, wavePrices(stocks, '2020-01-01', 30));
    const of = { synthetic: false, source: 'file', version: 1n };
    await warehouse.insert(
      corporateActionsTable,
      ['S7', 'S1500', 'S2099'].map((symbol) => ({ symbol, date: '2020-01-20', kind: 'split', value: 2, ...of })),
    );
    await warehouse.insert(
      delistingsTable,
      ['S8', 'S2050'].map((symbol) => ({ symbol, date: '2020-02-28', value: -0.5, reason: '', ...of })),
    );
    plan = await planRun(warehouse, request);
    panels = new RunPanels(localObjectStore(join(root, 'store')), request, plan);
    for (const block of panelBlocks(plan)) await panels.write(warehouse, block);
  }, 120_000);
  afterAll(async () => {
    await warehouse.close();
    rmSync(root, { recursive: true, force: true });
  });

  const needsOf = (given: Partial<MarketNeeds>): MarketNeeds => ({
    ...{ inputs: new Set(['adjClose', 'volume', 'unadjustedClose'] as const), weighting: 'equal', until: plan.until },
    ...given,
  });

  test.each<[string, Span]>([
    ['the first stocks', { from: 0, to: 9 }],
    ['stocks of two blocks', { from: 1000, to: 1100 }],
    ['the last stocks', { from: 2090, to: 2099 }],
    ['all stocks', { from: 0, to: stocks - 1 }],
  ])('hold for %s what the warehouse holds, over all sessions and some of them', async (_, span) => {
    const symbols = plan.symbols.slice(span.from, span.to + 1);
    for (const needs of [needsOf({}), needsOf({ from: plan.sessions[5], until: plan.sessions[20] })]) {
      const stored = await panels.readRawMarket(span, needs);
      expect(stored).toBeDefined();
      expect(differing(stored as RawMarket, await readRawMarket(warehouse, symbols, needs))).toEqual([]);
    }
  });

  test('are several blocks of stocks, and hold nothing once they are removed', async () => {
    const all = await panels.readRawMarket({ from: 0, to: stocks - 1 }, needsOf({}));
    expect([all?.splits.length, all?.delistings.length]).toEqual([3, 2]);
    expect(new Set(panelBlocks(plan).map((block) => block.stocks.from)).size).toBeGreaterThan(1);
    await panels.remove();
    expect(await panels.readRawMarket({ from: 0, to: 9 }, needsOf({}))).toBeUndefined();
  });
});

/** Names of the parts in which two markets differ; to print the parts themselves would take minutes. */
function differing(one: RawMarket, other: RawMarket): string[] {
  const [a, b] = [partsOf(one), partsOf(other)];
  return Object.keys({ ...a, ...b }).filter((name) => a[name] !== b[name]);
}

/** The parts of a market as text, rows and facts by day and stock: they come in any order. */
function partsOf({ prices, splits, delistings, ...rest }: RawMarket): Record<string, string> {
  const { day, stock } = prices;
  const rows = Array.from(day.keys()).sort(
    (a, b) => (day[a] as number) - (day[b] as number) || (stock[a] as number) - (stock[b] as number),
  );
  const columns = Object.entries(prices).map(([name, column]) => [name, rows.map((row) => String(column[row])).join()]);
  const byStock = (facts: readonly { readonly stock: number }[]): string =>
    JSON.stringify([...facts].sort((a, b) => a.stock - b.stock));
  return {
    ...Object.fromEntries(columns),
    ...{ splits: byStock(splits), delistings: byStock(delistings), rest: JSON.stringify(rest) },
  };
}
