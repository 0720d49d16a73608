import { deserialize, serialize } from 'node:v8';
import {
  mapColumns,
  partOfFacts,
  partOfPrices,
  readPrices,
  readRawFacts,
  type MarketNeeds,
  type RawFactsOfMarket,
  type RawMarket,
  type RawPrices,
} from '@fm/market/facts';
import type { ObjectStore } from '@fm/object-store';
import type { RunRequest } from '@fm/results';
import type { Warehouse } from '@fm/warehouse';
import { inputsOf, type RunPlan } from '../request/plan.ts';
import type { Span } from '../slices/slice.ts';
import { arrowOf, columnsOfArrow } from './arrow.ts';
import { panelBlocks, type PanelBlock } from './panel-blocks.ts';

/**
 * What a run computes from, read from the warehouse once and kept as objects under `<run>/`. The id of a run names its data,
 * so an object that is there already holds what another attempt would write.
 *
 * - `<run>/prices/<stocks>/<sessions>.arrow`: columns `day` (days since the epoch), `stock` (place among the run's symbols)
 *   and those of the prices that its inputs are made of; NaN is missing
 * - `<run>/facts/<stocks>`: everything else about those stocks, in the form of `node:v8`'s `serialize`
 */
export class RunPanels {
  readonly #store: ObjectStore;
  readonly #request: RunRequest;
  readonly #plan: RunPlan;

  /** @param store - where the objects of all runs are */
  constructor(store: ObjectStore, request: RunRequest, plan: RunPlan) {
    this.#store = store;
    this.#request = request;
    this.#plan = plan;
  }

  /**
   * Reads a block from the warehouse and stores it; nothing is read where it is stored already.
   *
   * @returns bytes stored
   */
  async write(warehouse: Warehouse, block: PanelBlock): Promise<number> {
    const facts = block.sessions.from === 0 ? await this.#writeFacts(warehouse, block.stocks) : 0;
    const key = this.#pricesKey(block);
    if ((await this.#store.head(key)) !== undefined) return facts;
    const { sessions } = this.#plan;
    // A slice from the first session on is given the days before it too.
    const from = block.sessions.from === 0 ? {} : { from: sessions[block.sessions.from] as string };
    const needs = { ...this.#needs(), ...from, until: sessions[block.sessions.to] as string };
    const prices = await readPrices(warehouse, this.#symbols(block.stocks), needs);
    const { day, stock } = prices;
    const all = {
      day,
      stock: stock.map((place) => place + block.stocks.from),
      ...mapColumns(prices, (column) => column),
    };
    const body = arrowOf(all);
    await this.#store.putIfAbsent(key, body);
    return facts + body.length;
  }

  async #writeFacts(warehouse: Warehouse, stocks: Span): Promise<number> {
    const key = this.#factsKey(stocks);
    if ((await this.#store.head(key)) !== undefined) return 0;
    const body = serialize(await readRawFacts(warehouse, this.#symbols(stocks), this.#needs()));
    await this.#store.putIfAbsent(key, body);
    return body.length;
  }

  /**
   * The facts that `readRawMarket` would find in the warehouse; undefined where an object is not there: the stage was left
   * out, or the run succeeded meanwhile.
   */
  async readRawMarket(stocks: Span, needs: MarketNeeds): Promise<RawMarket | undefined> {
    const { sessions } = this.#plan;
    const [first, last] = [needs.from ?? '', needs.until];
    const groups: Span[] = [];
    const prices: RawPrices[] = [];
    for (const block of panelBlocks(this.#plan)) {
      if (block.stocks.to < stocks.from || block.stocks.from > stocks.to) continue;
      if (block.sessions.from === 0) groups.push(block.stocks);
      if ((sessions[block.sessions.to] as string) < first || (sessions[block.sessions.from] as string) > last) continue;
      const stored = await this.#store.get(this.#pricesKey(block));
      if (stored === undefined) return undefined;
      prices.push(Object.fromEntries(columnsOfArrow(stored.body)) as unknown as RawPrices);
    }
    const facts: RawFactsOfMarket[] = [];
    for (const group of groups) {
      const stored = await this.#store.get(this.#factsKey(group));
      if (stored === undefined) return undefined;
      facts.push(deserialize(stored.body) as RawFactsOfMarket);
    }
    return { prices: partOfPrices(prices, stocks, needs), ...partOfFacts(facts, this.#symbols(stocks), needs) };
  }

  /** Removes every object of the run. */
  async remove(): Promise<void> {
    for await (const { key } of this.#store.list(`${this.#plan.runId}/`)) await this.#store.remove(key);
  }

  /** Of all factors of the run, to the end of it. */
  #needs(): MarketNeeds {
    const { until, scorer } = this.#plan;
    const { weighting } = this.#request;
    const inputs = inputsOf(this.#request, this.#request);
    return { inputs, weighting, until, ...(scorer === undefined ? {} : { scorer }) };
  }

  #symbols({ from, to }: Span): readonly string[] {
    return this.#plan.symbols.slice(from, to + 1);
  }

  #pricesKey({ stocks, sessions }: PanelBlock): string {
    const of = `${stocks.from}-${stocks.to}`;
    return `${this.#plan.runId}/prices/${of}/${sessions.from}-${sessions.to}.arrow`;
  }

  #factsKey({ from, to }: Span): string {
    return `${this.#plan.runId}/facts/${from}-${to}`;
  }
}
