import type { Warehouse } from '@fm/warehouse';
import type { DropReason } from '../coverage.ts';
import { noRuns } from '../errors.ts';
import { runNamed } from '../run-named.ts';
import { readLooks } from '../labels/holdout-looks.ts';
import { readRunLabels, type RunLabel } from '../labels/run-labels.ts';
import { shownRun } from '../labels/shown-run.ts';
import { readHoldout, readOpenings, type HoldoutOpening } from './holdout-openings.ts';
import { standingOfRun } from '../ledger/ledger-totals.ts';
import { withLedger } from '../ledger/with-ledger.ts';
import { readOwnSummaries } from './own-summaries.ts';
import type { RunRequest } from '../run-request.ts';
import type { FactorSummary, StockResult } from '../results.ts';
import { storedNotes, storedRequest } from '../stored-records.ts';

/** A run as it is shown. */
export interface RunRecord extends RunLabel {
  readonly id: string;
  readonly status: string;
  readonly request: RunRequest;
  readonly dataVersion: string;
  readonly codeVersion: string;
  /** Whether its data are the demonstration market's. */
  readonly synthetic: boolean;
  readonly notes: readonly string[];
  /** Factors with a premium in this run, in older runs times ranges: the number of trials a reader has to correct for. */
  readonly trials: number;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly error: string;
  /** Days on which its hold-out was looked at, ISO dates; none while it is sealed, and where there is none. */
  readonly openedOn: readonly string[];
  /** Whether it mined the hold-out of another run. */
  readonly isHoldout: boolean;
  /** Newest run, where this one is shown in its place because it is pinned. */
  readonly newer?: string;
}

/** A run with all its results. */
export interface RunResults {
  readonly run: RunRecord;
  /** Looks at its hold-out, the first one first; none while it is sealed, and where there is none. */
  readonly openings: readonly HoldoutOpening[];
  readonly summaries: readonly FactorSummary[];
  readonly details: readonly StockResult[];
}

interface RunRow {
  run_id: string;
  status: string;
  request: string;
  data_version: string;
  code_version: string;
  synthetic: boolean;
  notes: string;
  trials: number;
  started_at: string;
  finished_at: string | null;
  error: string;
}

const runsQuery = `
  SELECT r.run_id AS run_id, status, request, data_version, code_version, synthetic, notes,
         toUInt32(coalesce(t.trials, 0)) AS trials, started_at, finished_at, error
  FROM (SELECT * FROM runs FINAL) AS r
  LEFT JOIN (SELECT run_id, countIf(premium IS NOT NULL AND role IN ('sample', '')) AS trials FROM factor_summaries FINAL GROUP BY run_id) AS t ON t.run_id = r.run_id`;

/** All runs, newest first, archived ones among them. */
export async function listRuns(warehouse: Pick<Warehouse, 'query'>): Promise<RunRecord[]> {
  const rows = await warehouse.query<RunRow>(`${runsQuery} ORDER BY started_at DESC, run_id`);
  const [labels, looks] = [await readRunLabels(warehouse), await readLooks(warehouse)];
  return rows.map((row) => ({
    ...runRecord(row),
    ...labels.of(row.run_id),
    openedOn: looks.daysOf(row.run_id),
    isHoldout: looks.isHoldout(row.run_id),
  }));
}

/**
 * The results of a run; without an id, of the one that {@link findRun} finds.
 *
 * @throws UNKNOWN_RUN, NO_RUNS
 */
export async function readResults(warehouse: Warehouse, runId?: string): Promise<RunResults> {
  const { run, openings, summaries } = await readSummaries(warehouse, runId);
  const details = await warehouse.query<DetailRow>(
    'SELECT * EXCEPT (run_id, version) FROM stock_results FINAL WHERE run_id = {run:String} ORDER BY factor, start, end, symbol',
    { run: run.id },
  );
  return { run, openings, summaries, details: details.map(detailOf) };
}

/**
 * A run and its factor-level results, those of an opened hold-out with the role `holdout` among them, without the
 * regressions of the stocks, of which a big run has a million.
 *
 * @throws UNKNOWN_RUN, NO_RUNS
 */
export async function readSummaries(warehouse: Warehouse, runId?: string): Promise<Omit<RunResults, 'details'>> {
  const run = await findRun(warehouse, runId);
  const openings = run.request.holdout === undefined ? [] : await readOpenings(warehouse, run.id);
  const own = withLedger(await readOwnSummaries(warehouse, run.id), await standingOfRun(warehouse, run.id));
  return { run, openings, summaries: [...own, ...(await readHoldout(warehouse, openings))] };
}

/**
 * The run with the id, or whose id begins so; without one the pinned run, else the newest complete one, see
 * {@link shownRun}.
 *
 * @throws UNKNOWN_RUN, AMBIGUOUS_RUN, NO_RUNS
 */
export async function findRun(warehouse: Pick<Warehouse, 'query'>, runId?: string): Promise<RunRecord> {
  const runs = await listRuns(warehouse);
  if (runId !== undefined) return runNamed(runs, runId);
  const { shown, newer } = shownRun(runs, ({ isHoldout }) => isHoldout);
  if (shown === undefined) throw noRuns(runs.some(({ archived }) => archived));
  return newer === undefined ? shown : { ...shown, newer: newer.id };
}

function runRecord(row: RunRow): Omit<RunRecord, keyof RunLabel | 'openedOn' | 'isHoldout'> {
  return {
    id: row.run_id,
    status: row.status,
    request: storedRequest.read(row.request, `table runs, run ${row.run_id}`) as RunRequest,
    dataVersion: row.data_version,
    codeVersion: row.code_version,
    synthetic: row.synthetic,
    notes: storedNotes.read(row.notes, `table runs, run ${row.run_id}`),
    trials: row.trials,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    error: row.error,
  };
}

interface DetailRow {
  factor: string;
  start: string;
  end: string;
  symbol: string;
  observations: number;
  alpha: number | null;
  beta: number | null;
  alpha_t: number | null;
  beta_t: number | null;
  beta_t_newey_west: number | null;
  p_value: number | null;
  p_value_adjusted: number | null;
  r_squared: number | null;
  beta_low: number | null;
  beta_high: number | null;
  beta_ex_self: number | null;
  beta_t_ex_self: number | null;
  r_squared_ex_self: number | null;
  drop_reason: '' | DropReason;
}

function detailOf(row: DetailRow): StockResult {
  return {
    factor: row.factor,
    symbol: row.symbol,
    start: row.start,
    end: row.end,
    observations: row.observations,
    alpha: row.alpha,
    beta: row.beta,
    alphaTStat: row.alpha_t,
    tStat: row.beta_t,
    tStatNeweyWest: row.beta_t_newey_west,
    pValue: row.p_value,
    pValueAdjusted: row.p_value_adjusted,
    rSquared: row.r_squared,
    betaLow: row.beta_low,
    betaHigh: row.beta_high,
    betaExSelf: row.beta_ex_self,
    tStatExSelf: row.beta_t_ex_self,
    rSquaredExSelf: row.r_squared_ex_self,
    dropReason: row.drop_reason === '' ? null : row.drop_reason,
  };
}
