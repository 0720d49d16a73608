import { createHash } from 'node:crypto';
import { sessionsOfPeriods, type SearchPeriods } from './data/periods.ts';
import type { SearchMarket } from './data/search-market.ts';
import { tooLarge } from './errors.ts';
import { judge, type GateInput } from './gate/judge.ts';
import type { SearchReport } from './gate/report.ts';
import type { EpochContext } from './search/epoch.ts';
import { inThisThread } from './search/executor.ts';
import { memoryOf, threadBytes } from './search/memory.ts';
import { spreadBudget, type SearchPlan } from './search/plan.ts';
import { runSearch, type RunSearchOptions } from './search/run-search.ts';
import { inThreads } from './search/threads.ts';
import { screenOf, viewOf } from './search/view.ts';

/** The request of a search; with the data it is the identity of the search. */
export interface SearchRequest {
  readonly universe: string;
  readonly horizon: number;
  /** Number of candidates to draw. */
  readonly budget: number;
  readonly islands: number;
  readonly finalists: number;
  readonly known: readonly string[];
  readonly periods: SearchPeriods;
  readonly seed: number;
  readonly proposed: readonly ProposedFormula[];
}

/** A formula that a person or a model proposed, in canonical form. */
export interface ProposedFormula {
  readonly name: string;
  readonly formula: string;
  /** Who proposed it, as the file says; a model's name for a model. */
  readonly source: string;
  /** Day after which the model has seen nothing, where a model proposed it. */
  readonly trainingCutoff?: string;
}

/** Revision of the search: raised whenever the same request over the same data would find something else. */
export const searchRevision = 2;

/** The identity of a search: a hash of its request and of the data that it reads. */
export function searchId(request: SearchRequest, market: SearchMarket): string {
  const { symbols, sessions, neutralTo, dataVersion, fields } = market;
  const data = { symbols, first: sessions[0], last: sessions.at(-1), neutralTo, dataVersion, fields };
  return createHash('sha256')
    .update(JSON.stringify([searchRevision, request, data]))
    .digest('hex');
}

/** What decides every draw of a search. */
export function planOf(request: SearchRequest, id: string): SearchPlan {
  return {
    key: [Number.parseInt(id.slice(0, 8), 16), Number.parseInt(id.slice(8, 16), 16)],
    horizon: request.horizon,
    proposed: request.proposed.map(({ formula }) => formula),
    ...spreadBudget(request.budget, request.islands),
  };
}

export interface DiscoverOptions extends RunSearchOptions {
  /** Threads; 1 computes in the calling one. */
  readonly jobs: number;
  /** Memory that the search may use. @default 2 GiB */
  readonly memoryBytes?: number;
}

/** The input of the gate for a request over a market. @throws WRONG_PERIODS */
export function gateInput(request: SearchRequest, market: SearchMarket): GateInput {
  const { periods, horizon, finalists } = request;
  return {
    market,
    plan: planOf(request, searchId(request, market)),
    periods,
    sessions: sessionsOfPeriods(market.sessions, periods, horizon),
    finalists,
    proposed: request.proposed,
    memoryBytes: threadBytes,
  };
}

/**
 * Searches a market for formulas on the discovery period and judges the best on the validation period. The lock-box is not
 * read.
 *
 * @throws WRONG_PERIODS, SEARCH_MEMORY, SEARCH_THREAD, and what the signal says
 */
export async function discover(
  request: SearchRequest,
  market: SearchMarket,
  options: DiscoverOptions,
): Promise<SearchReport> {
  const { jobs, memoryBytes = 2 ** 31 } = options;
  const needed = memoryOf(market, jobs);
  if (needed > memoryBytes) throw tooLarge(needed, memoryBytes);
  const input = gateInput(request, market);
  const view = viewOf(market, request.horizon, input.sessions.discovery);
  const context: EpochContext = {
    plan: input.plan,
    view,
    screen: screenOf(view, market.symbols),
    memoryBytes: threadBytes,
  };
  const executor = jobs === 1 ? inThisThread(context) : inThreads(jobs, context);
  try {
    return judge(input, await runSearch(input.plan, executor, options));
  } finally {
    await executor.close();
  }
}

/** SHA-256 of a report: equal for equal findings, however computed. */
export function reportHash(report: object): string {
  return createHash('sha256').update(JSON.stringify(report)).digest('hex');
}
