import { effectiveTrials, type WeeklyReturns } from './effective-trials.ts';
import { listCandidateCounts, listTrials, type LedgerReader } from './read-ledger.ts';

/** The totals of a family of the ledger. */
export interface LedgerStanding {
  readonly family: string;
  /** Distinct trials, and candidates of searches: those with a premium, and those of runs that did not finish. */
  readonly trials: number;
  /** How many independent ones they are worth, see {@link effectiveTrials}; at least 1. */
  readonly effective: number;
  /** Variance across them of `Sharpe ratio per session x root of sessions`; 0 of fewer than two. */
  readonly variance: number;
}

/**
 * The ledger's totals for a run: of the family that it was counted in, or the largest of several, so that running it
 * again under a new project makes nothing more believable.
 *
 * @returns undefined for a run that is in no family: one that is older than the ledger
 */
export async function standingOfRun(reader: LedgerReader, runId: string): Promise<LedgerStanding | undefined> {
  const families = await reader.query<{ family: string }>(
    'SELECT DISTINCT family FROM trials WHERE run_id = {run:String} ORDER BY family',
    { run: runId },
  );
  const standings: LedgerStanding[] = [];
  for (const { family } of families) standings.push(await standingOf(reader, family));
  return standings.reduce<LedgerStanding | undefined>(
    (most, one) => (most === undefined || one.trials > most.trials ? one : most),
    undefined,
  );
}

/** The ledger's totals for a family. */
export async function standingOf(reader: LedgerReader, family: string): Promise<LedgerStanding> {
  const known = standings.get(reader) ?? new Map<string, { state: string; standing: LedgerStanding }>();
  standings.set(reader, known);
  const state = await ledgerState(reader, family);
  const before = known.get(family);
  if (before?.state === state) return before.standing;
  const standing = await workOut(reader, family);
  known.set(family, { state, standing });
  return standing;
}

/** The computed totals, by reader and family, with the state of the family at the time. */
const standings = new WeakMap<LedgerReader, Map<string, { state: string; standing: LedgerStanding }>>();

/** A text that changes whenever something is recorded for a family, or for any if no family is named. */
export async function ledgerState(reader: LedgerReader, family = ''): Promise<string> {
  const [row] = await reader.query<{ state: string }>(
    `SELECT concat(
       (SELECT concat(toString(uniqExact(family, trial, run_id, stage)), ' ', toString(max(version))) FROM trials
        WHERE {family:String} = '' OR family = {family:String}), ' ',
       (SELECT concat(toString(uniqExact(family, search, part)), ' ', toString(max(version))) FROM candidate_counts
        WHERE {family:String} = '' OR family = {family:String})) AS state`,
    { family },
  );
  return row?.state ?? '';
}

async function workOut(reader: LedgerReader, family: string): Promise<LedgerStanding> {
  const listed = (await listTrials(reader, family)).filter(({ isFound, pValue }) => !isFound || pValue !== null);
  const searches = await listCandidateCounts(reader, family);
  const weekly = await readWeeklyReturns(reader, family);
  const own = new Map(weekly.map((one) => [one.id, one]));
  const compared = listed.flatMap(({ id, isFound }) => (isFound ? (own.get(id) ?? []) : []));
  const sum = (of: 'candidates' | 'effective') => searches.reduce((total, search) => total + search[of], 0);
  return {
    family,
    trials: listed.length + sum('candidates'),
    effective: Math.max(1, effectiveTrials(compared) + listed.length - compared.length + sum('effective')),
    variance: await varianceAcross(reader, family),
  };
}

/** Weekly returns of each trial, from the run with most observations. */
function readWeeklyReturns(reader: LedgerReader, family: string): Promise<WeeklyReturns[]> {
  return reader.query(
    `SELECT trial AS id, arrayMap(week -> toString(week), longest.1) AS weeks, longest.2 AS returns FROM (
       SELECT trial, argMax((t.weeks, t.returns), (t.observations, t.run_id)) AS longest
       FROM (SELECT * FROM trials FINAL WHERE family = {family:String} AND stage = 'found') AS t GROUP BY trial)
     ORDER BY id`,
    { family },
  );
}

/** Variance of `SR sqrt(n)` over trials that have one and the candidates of searches, pooled. */
async function varianceAcross(reader: LedgerReader, family: string): Promise<number> {
  const groups = await reader.query<{ count: number; mean: number; variance: number }>(
    `SELECT toFloat64(count()) AS count, coalesce(avg(own), 0) AS mean, if(count() < 2, 0, varSamp(own)) AS variance FROM (
       SELECT assumeNotNull(argMax(t.sharpe * sqrt(t.observations), (t.observations, t.run_id))) AS own
       FROM (SELECT * FROM trials FINAL WHERE family = {family:String} AND stage = 'found' AND sharpe IS NOT NULL) AS t
       GROUP BY trial)
     UNION ALL
     SELECT toFloat64(measured), mean_t, variance_t FROM candidate_counts FINAL
     WHERE family = {family:String} AND measured > 0`,
    { family },
  );
  const count = groups.reduce((total, group) => total + group.count, 0);
  if (count < 2) return 0;
  const mean = groups.reduce((total, group) => total + group.count * group.mean, 0) / count;
  const squares = groups.map((own) => Math.max(0, own.count - 1) * own.variance + own.count * (own.mean - mean) ** 2);
  return squares.reduce((total, square) => total + square, 0) / (count - 1);
}
