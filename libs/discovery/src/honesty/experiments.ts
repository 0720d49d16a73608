import { uniformsAt } from '@fm/factor-math';
import { usualPeriods } from '../data/periods.ts';
import type { SearchMarket } from '../data/search-market.ts';
import { discover, gateInput, type SearchRequest } from '../discover.ts';
import { likeness } from '../gate/finalists.ts';
import { validate } from '../gate/judge.ts';
import { familyWiseLevel } from '../gate/levels.ts';
import type { SearchReport } from '../gate/report.ts';
import { inventMarket, type PlantedFormula } from '../invented/invented-market.ts';
import { threadBytes } from '../search/memory.ts';
import { inMemory } from '../search/run-search.ts';
import { viewOf } from '../search/view.ts';

/** Size of an experiment. */
export interface ExperimentSize {
  readonly stocks: number;
  readonly sessions: number;
  readonly budget: number;
  readonly horizon: number;
}

/** What a search over worthless formulas declares. */
export interface NoiseOutcome {
  /** Whether the gate lets anything survive. */
  readonly declared: boolean;
  /** Whether the best formula of the discovery period has |t| above 3, which miners call a find. */
  readonly naive: boolean;
  /** Whether any finalist has t above 3 on the validation period. */
  readonly anyAboveThree: boolean;
}

/** A search over noise whose finalists were judged on other continuations of the same market too. */
export interface NoiseFutures extends NoiseOutcome {
  /** Continuations. */
  readonly futures: number;
  /** Those of them on which the gate lets anything survive. */
  readonly declaredInFutures: number;
  /** Those of them on which a finalist has a t above 1.645, which a single test at 5 % rejects by. */
  readonly significantInFutures: number;
}

const singleTest = 1.645;

/**
 * A search over returns that nothing predicts.
 *
 * A search takes long and its gate does not, so the finalists are also judged on continuations: the market up to the end of
 * the discovery period stays, and what follows is drawn again. On each of them the gate may declare as often as on the first.
 *
 * @param futures - continuations. @default none
 */
export async function searchNoise(seed: number, size: ExperimentSize, futures = 0): Promise<NoiseFutures> {
  const market = inventMarket({ seed, ...size });
  const report = await searchOver(market, seed, size);
  const from = gateInput(requestOf(market, seed, size), market).sessions.discovery.end;
  let [declaredInFutures, significantInFutures] = [0, 0];
  for (let draw = 0; draw < futures; draw++) {
    const other = inventMarket({ seed, ...size, redrawn: { from, draw } });
    const { t, pValues } = validate(gateInput(requestOf(other, seed, size), other), report.finalists);
    if (pValues.some((p) => p <= familyWiseLevel)) declaredInFutures++;
    if (t.some((one) => one > singleTest)) significantInFutures++;
  }
  return { ...outcomeOf(report), futures, declaredInFutures, significantInFutures };
}

/** A search over a market whose returns are those of other sessions, in blocks of 21, for all stocks alike. */
export async function searchPermuted(market: SearchMarket, seed: number, size: ExperimentSize): Promise<NoiseOutcome> {
  return outcomeOf(await searchOver(permuted(market, seed), seed, size));
}

/** What a search finds of planted formulas. */
export interface PlantedOutcome {
  readonly survivors: number;
  /** Whether a survivor orders stocks as a planted formula does: mean daily rank correlation of at least 0.9 in size. */
  readonly found: boolean;
}

/** Likeness from which a survivor is the planted formula. */
const sameFormula = 0.9;

/**
 * A search over a market with a planted formula.
 *
 * @param ends - whether it ends where the validation period begins
 */
export async function searchPlanted(
  seed: number,
  size: ExperimentSize,
  planted: PlantedFormula,
  ends = false,
): Promise<PlantedOutcome> {
  const half = Math.floor(size.sessions / 2);
  const market = inventMarket({ seed, ...size, planted: [planted], ...(ends ? { endsAt: half } : {}) });
  const report = await searchOver(market, seed, size);
  const survivors = report.finalists.filter(({ survives }) => survives);
  const view = viewOf(market, size.horizon, gateInput(requestOf(market, seed, size), market).sessions.discovery);
  return {
    survivors: survivors.length,
    found: survivors.some(
      ({ formula }) => Math.abs(likeness(formula, planted.formula, view, threadBytes)) >= sameFormula,
    ),
  };
}

function outcomeOf({ finalists, trials }: SearchReport): NoiseOutcome {
  return {
    declared: finalists.some(({ survives }) => survives),
    naive: trials.largestT > 3,
    anyAboveThree: finalists.some(({ validation }) => (validation.t ?? 0) > 3),
  };
}

function requestOf(market: SearchMarket, seed: number, { budget, horizon }: ExperimentSize): SearchRequest {
  const periods = usualPeriods(market.sessions);
  return { universe: 'experiment', islands: 4, finalists: 20, known: [], proposed: [], budget, horizon, seed, periods };
}

function searchOver(market: SearchMarket, seed: number, size: ExperimentSize): Promise<SearchReport> {
  return discover(requestOf(market, seed, size), market, { jobs: 1, store: inMemory() });
}

/** Sessions of a block that is moved as a whole. */
const blockSessions = 21;

/** The market with the blocks of its returns in another order; signals, exposures and groups stay. */
export function permuted(market: SearchMarket, seed: number): SearchMarket {
  const { stocks, days, values } = market.returns;
  const blocks = Array.from({ length: Math.floor(days / blockSessions) }, (_, at) => at);
  const uniform = uniformsAt([seed, blockSessions], 0);
  for (let at = blocks.length - 1; at > 0; at--) {
    const other = Math.floor(uniform() * (at + 1));
    [blocks[at], blocks[other]] = [blocks[other] as number, blocks[at] as number];
  }
  const moved = values.slice();
  blocks.forEach((from, to) => {
    const cells = blockSessions * stocks;
    moved.set(values.subarray(from * cells, (from + 1) * cells), to * cells);
  });
  return {
    ...market,
    returns: { days, stocks, values: moved },
    dataVersion: `${market.dataVersion} permuted ${seed}`,
    synthetic: true,
  };
}
