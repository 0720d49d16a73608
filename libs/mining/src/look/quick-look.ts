import { annualisedMean } from '@fm/factor-math';
import { formulaFactor, formulaForm, type FormulaText, type InputName } from '@fm/factors';
import {
  assembleMarket,
  defaultUniverse,
  marketReturn,
  readUniverse,
  rowsOfSessions,
  type Market,
  type Universe,
} from '@fm/market';
import { loadCalendar, readOtherFacts, readRawMarket, symbolsOf, type RawMarket } from '@fm/market/facts';
import { dayOfIso } from '@fm/platform/time';
import { familyOf, trialsOf, weeklyReturns, type Trial, type TriedTrial } from '@fm/results/ledger';
import type { Warehouse } from '@fm/warehouse';
import { computeFactor } from '../compute/compute-factor.ts';
import { factorStatistics, type Statistics } from '../compute/factor-statistics.ts';
import { readRequest } from '../request/request.ts';

/** What a formula shows at a glance, over at most a part of the warehouse: no verdict. */
export interface QuickLook {
  readonly hash: string;
  readonly stocks: number;
  readonly sessions: number;
  /** First and last session. */
  readonly first: string;
  readonly last: string;
  /** Share of the prices that have a value beside them. */
  readonly coverage: number;
  /** Names of statistics are those of a run. */
  readonly statistics: Statistics;
  /** Whether the warehouse holds more stocks or sessions. */
  readonly isPart: boolean;
  readonly synthetic: boolean;
}

/** A look with its trial in the ledger. */
export interface CountedLook {
  readonly look: QuickLook;
  /** The trial that it is: that of a run of the formula over the same universe. */
  readonly trial: TriedTrial;
  /** Family of the ledger that it counts in. */
  readonly family: string;
}

/** Default horizons, portfolios and cost of `fm mine`. */
const usual = { groups: 3, horizons: [1, 5, 21], costBasisPoints: 10 } as const;

const mostStocks = 500;
const mostSessions = 2520;
/** Cells of all nodes of a formula together: about a second of work. */
const mostCells = 60_000_000;

/** Prices are loaded with every formula, so that the next one finds them there. */
const always: readonly InputName[] = ['adjClose', 'close', 'open', 'high', 'low', 'volume', 'returns'];

/** How long a market that was read counts as that of the warehouse, milliseconds. */
const freshMilliseconds = 60_000;

interface Sample {
  readonly market: Market;
  /** What the market is made of. */
  readonly raw: RawMarket;
  readonly days: Int32Array;
  readonly universe: Universe;
  readonly inputs: ReadonlySet<InputName>;
  readonly readAt: number;
  readonly isPart: boolean;
  readonly synthetic: boolean;
}

/**
 * Looks at formulas over the stocks and the last sessions of the warehouse, at most 500 and 2,520: the same computation and
 * the same statistics as in a run over these. The market stays in memory for a minute. The caller records the trial first when
 * it shows a look (`recordTrials` of `@fm/results/ledger`).
 */
export class QuickLooks {
  readonly #warehouse: Warehouse;
  #sample: Sample | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse;
  }

  /**
   * One look at a time: each takes a processor.
   *
   * @throws FormulaError, EMPTY_UNIVERSE, UNKNOWN_VALUES
   */
  look(text: FormulaText): Promise<CountedLook> {
    const next = this.#last.catch(() => undefined).then(() => this.#look(text));
    this.#last = next;
    return next;
  }

  async #look(text: FormulaText): Promise<CountedLook> {
    const { hash, nodes } = formulaForm(text);
    const factor = formulaFactor(text);
    const sample = await this.#sampleFor(new Set([...always, ...factor.inputs]), nodes);
    const { market, isPart, synthetic } = sample;
    const computed = computeFactor(market, factor, usual);
    const values = computed.values?.values ?? new Float64Array(0);
    const prices = market.panel('adjClose').values;
    const priced = prices.reduce((count, price) => count + (Number.isNaN(price) ? 0 : 1), 0);
    const valued = values.reduce((count, value, cell) => {
      return count + (Number.isNaN(value) || Number.isNaN(prices[cell]) ? 0 : 1);
    }, 0);
    const excess = marketReturn(market).map((value, t) => value - (market.riskFree[t] as number));
    const [first, last] = [market.sessions[0] as string, market.sessions.at(-1) as string];
    const range = { start: first, end: last, from: 0, to: market.sessions.length - 1 };
    const look: QuickLook = {
      ...{ hash, stocks: market.symbols.length, sessions: market.sessions.length, first, last },
      coverage: priced === 0 ? 0 : valued / priced,
      statistics: factorStatistics(computed, excess, range),
      ...{ isPart, synthetic },
    };
    return { look, ...trialOf(text, look, sample, computed.returns.spread) };
  }

  async #sampleFor(inputs: ReadonlySet<InputName>, nodes: number): Promise<Sample> {
    const known = this.#sample;
    const isFresh = known !== undefined && Date.now() - known.readAt < freshMilliseconds;
    const fits = isFresh && cellsOf(known.market) * nodes <= mostCells;
    if (fits && [...inputs].every((input) => known.inputs.has(input))) return known;
    this.#sample = undefined;
    this.#sample = fits
      ? await withInputs(this.#warehouse, known, inputs)
      : await readSample(this.#warehouse, inputs, nodes);
    return this.#sample;
  }
}

/** The trial is that of `fm mine --formula` over the universe, whatever part of it was looked at. */
function trialOf(text: FormulaText, look: QuickLook, sample: Sample, spread: Float64Array): Omit<CountedLook, 'look'> {
  const { first: start, last: end, hash, statistics } = look;
  const request = { ...readRequest({ formulas: [text] }), universe: sample.universe.name };
  const [trial] = trialsOf(request, sample.universe.members) as [Trial];
  const found = {
    observations: statistics['premiumObservations'] ?? 0,
    sharpe: statistics['sharpePerSession'] ?? null,
    pValue: statistics['premiumPValue'] ?? null,
    premium: premium(spread),
    ...weeklyReturns(sample.market.sessions, spread),
  };
  return {
    trial: { ...trial, runId: `look-${hash.slice(0, 16)}`, sample: { start, end }, found },
    family: familyOf(request, look.synthetic),
  };
}

/** Annual mean of the long-short return; null where there is none. */
function premium(spread: Float64Array): number | null {
  const mean = annualisedMean(spread.filter(Number.isFinite));
  return Number.isFinite(mean) ? mean : null;
}

async function readSample(warehouse: Warehouse, inputs: ReadonlySet<InputName>, nodes: number): Promise<Sample> {
  const name = await defaultUniverse(warehouse);
  const universe = await readUniverse(warehouse, name);
  const { sessions: all } = await loadCalendar(warehouse, universe);
  const symbols = symbolsOf(universe).slice(0, mostStocks);
  const affordable = Math.floor(mostCells / (nodes * symbols.length));
  const sessions = all.slice(-Math.max(252, Math.min(mostSessions, affordable)));
  const until = sessions.at(-1) as string;
  const needs = { ...needsOf(inputs, until), from: sessions[0] as string };
  const facts = await readRawMarket(warehouse, symbols, needs);
  const days = Int32Array.from(sessions, dayOfIso);
  const raw = { ...facts, prices: rowsOfSessions(facts.prices, [...days]) };
  return {
    ...{ market: assembleMarket(raw, universe, needs, days), raw, days, universe },
    ...{ inputs, readAt: Date.now(), synthetic: facts.synthetic },
    isPart: sessions.length < all.length || symbols.length < symbolsOf(universe).length,
  };
}

/** The sample with what more inputs are made of; its prices are all that there are. */
async function withInputs(warehouse: Warehouse, known: Sample, more: ReadonlySet<InputName>): Promise<Sample> {
  const inputs = new Set([...known.inputs, ...more]);
  const needs = needsOf(inputs, known.market.sessions.at(-1) as string);
  const raw = await readOtherFacts(warehouse, known.raw, needs);
  return { ...known, inputs, raw, market: assembleMarket(raw, known.universe, needs, known.days) };
}

function needsOf(inputs: ReadonlySet<InputName>, until: string) {
  return { inputs, until, weighting: 'equal' as const };
}

function cellsOf({ sessions, symbols }: Market): number {
  return sessions.length * symbols.length;
}
