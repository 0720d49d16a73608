import { hostname } from 'node:os';
import { findFactor, type FactorDefinition, type InputName } from '@fm/factors';
import { messageOf, type Clock } from '@fm/platform';
import { nextVersion, runsTable, runSlicesTable, type Warehouse } from '@fm/warehouse';
import { noSessions, noShareCounts } from './errors.ts';
import { dataVersionOf } from './inputs/data-version.ts';
import { loadMarket, loadSessions, symbolsOf } from './load-market.ts';
import { computeFactor } from './compute-factor.ts';
import { testFactor } from './mine-factor.ts';
import type { Market } from './market.ts';
import { parseRanges, type RangeOfSessions } from './ranges.ts';
import { canonicalJson, runIdentity, type RunRequest } from './request.ts';
import { storeSlice } from './store-results.ts';
import { summariseRun } from './summarise-run.ts';
import { readUniverse, type Universe } from './universe.ts';

/** How far a run is. */
export interface RunProgress {
  readonly done: number;
  readonly total: number;
  readonly factor: string;
}

/** What {@link mine} needs. */
export interface MineOptions {
  readonly warehouse: Warehouse;
  readonly request: RunRequest;
  readonly clock: Clock;
  readonly codeVersion: string;
  readonly onProgress?: (progress: RunProgress) => void;
  /** Ends the run cleanly between two slices; the same request continues it. */
  readonly signal?: AbortSignal;
}

/** A planned run: its identity, and what it computes from what. */
export interface RunPlan {
  readonly runId: string;
  readonly universe: Universe;
  readonly symbols: readonly string[];
  /** Panels that its factors and weights are made of. */
  readonly inputs: ReadonlySet<InputName>;
  readonly ranges: readonly RangeOfSessions[];
  /** Ranges asked for in which the universe has no session. */
  readonly emptyRanges: readonly string[];
  readonly until: string;
  readonly dataVersion: string;
}

/**
 * Plans a run: resolves the universe and the ranges against the calendar and names the run by what it depends on.
 *
 * @throws EMPTY_UNIVERSE, MALFORMED_RANGE, NO_SESSIONS
 */
export async function planRun(warehouse: Warehouse, request: RunRequest): Promise<RunPlan> {
  const universe = await readUniverse(warehouse, request.universe);
  const calendar = await loadSessions(warehouse, universe);
  const usable = calendar.filter((day) => day >= (request.from ?? '') && day <= (request.to ?? '9999-12-31'));
  const asked = parseRanges(request.ranges, usable);
  const ranges = asked.flatMap((range) => {
    const from = calendar.findIndex((day) => day >= range.start);
    const to = calendar.findLastIndex((day) => day <= range.end);
    return from === -1 || to < from ? [] : [{ ...range, from, to }];
  });
  const first = calendar[0] as string;
  const last = calendar[calendar.length - 1] as string;
  if (ranges.length === 0) throw noSessions(request.ranges, first, last);
  const until = calendar[Math.max(...ranges.map((range) => range.to))] as string;
  const symbols = symbolsOf(universe);
  const inputs = inputsOf(request);
  const dataVersion = await dataVersionOf(warehouse, symbols, inputs, until);
  const runId = runIdentity(request, universe.members, ranges, dataVersion);
  const found = new Set(ranges.map((range) => `${range.start}..${range.end}`));
  const emptyRanges = asked.map((range) => `${range.start}..${range.end}`).filter((range) => !found.has(range));
  return { runId, universe, symbols, inputs, ranges, emptyRanges, until, dataVersion };
}

/**
 * Mines a request into the warehouse, one slice per factor. A run has an identity: mining the same request over the
 * same data again changes nothing, and a run that was killed is finished by asking for it again.
 *
 * @returns the plan; its results are read with {@link readResults}
 */
export async function mine(options: MineOptions): Promise<RunPlan> {
  const { warehouse, request, clock } = options;
  const plan = await planRun(warehouse, request);
  if (await hasSucceeded(warehouse, plan.runId)) return plan;
  const { inputs, until } = plan;
  const market = await loadMarket(warehouse, plan.universe, { inputs, until, weighting: request.weighting });
  if (market.marketCap?.values.every(Number.isNaN) === true) throw noShareCounts(plan.symbols.length);
  const startedAt = timestamp(clock);
  const record = (status: string, error: string) => writeRun(options, plan, market, startedAt, status, error);
  await record('running', '');
  try {
    await mineSlices(options, plan, market);
    await summariseRun(warehouse, plan.runId);
  } catch (thrown) {
    await record('failed', messageOf(thrown));
    throw thrown;
  }
  await record('succeeded', '');
  return plan;
}

/** Panels that the factors and weights of a request are made of. */
function inputsOf(request: RunRequest): Set<InputName> {
  const inputs = request.factors.flatMap((name) => findFactor(name)?.inputs ?? []);
  return new Set<InputName>(request.weighting === 'cap' ? [...inputs, 'marketCap'] : inputs);
}

async function mineSlices(options: MineOptions, plan: RunPlan, market: Market): Promise<void> {
  const { warehouse, request } = options;
  const done = await doneSlices(warehouse, plan.runId);
  for (const [at, name] of request.factors.entries()) {
    options.signal?.throwIfAborted();
    options.onProgress?.({ done: at, total: request.factors.length, factor: name });
    if (done.has(name)) continue;
    const started = performance.now();
    const definition = findFactor(name) as FactorDefinition;
    const computed = computeFactor(market, definition, request);
    const result = testFactor(market, computed, plan.ranges);
    const place = { runId: plan.runId, version: nextVersion() };
    const rows = await storeSlice(warehouse, place, market, name, computed, result);
    await writeSlice(options, plan, name, rows, performance.now() - started);
  }
  options.onProgress?.({ done: request.factors.length, total: request.factors.length, factor: '' });
}

async function hasSucceeded(warehouse: Warehouse, runId: string): Promise<boolean> {
  const rows = await warehouse.query(`SELECT 1 FROM runs FINAL WHERE run_id = {run:String} AND status = 'succeeded'`, {
    run: runId,
  });
  return rows.length > 0;
}

async function doneSlices(warehouse: Warehouse, runId: string): Promise<Set<string>> {
  const rows = await warehouse.query<{ factor: string }>(
    `SELECT factor FROM run_slices FINAL WHERE run_id = {run:String} AND status = 'succeeded'`,
    { run: runId },
  );
  return new Set(rows.map((row) => row.factor));
}

async function writeRun(
  { warehouse, request, clock, codeVersion }: MineOptions,
  plan: RunPlan,
  market: Market,
  startedAt: string,
  status: string,
  error: string,
): Promise<void> {
  const empty = plan.emptyRanges.map((range) => `No session of the universe lies in ${range}: it has no result.`);
  await warehouse.insert(runsTable, [
    {
      run_id: plan.runId,
      status,
      request: canonicalJson(request),
      data_version: plan.dataVersion,
      code_version: codeVersion,
      synthetic: market.synthetic,
      notes: JSON.stringify([...market.notes, ...empty]),
      started_at: startedAt,
      finished_at: status === 'running' ? null : timestamp(clock),
      error,
      version: nextVersion(),
    },
  ]);
}

async function writeSlice(
  { warehouse }: MineOptions,
  plan: RunPlan,
  factor: string,
  rows: number,
  durationMs: number,
): Promise<void> {
  await warehouse.insert(runSlicesTable, [
    {
      run_id: plan.runId,
      slice_id: factor,
      stage: 'mine',
      factor,
      start: plan.ranges[0]?.start ?? plan.until,
      end: plan.until,
      status: 'succeeded',
      attempt: 1,
      rows_in: 0,
      rows_out: rows,
      duration_ms: durationMs,
      host: hostname(),
      error: '',
      version: nextVersion(),
    },
  ]);
}

/** A moment as a DateTime64(3) literal in UTC. */
function timestamp(clock: Clock): string {
  return clock.now().toISOString().replace('T', ' ').replace('Z', '');
}
