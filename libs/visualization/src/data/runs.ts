import { readRunLabels, type RunLabel, type RunLabels } from '@fm/results/labels';
import { storedNotes, storedRequest } from '@fm/results/stored-records';
import type { Run } from '../api/schemas.ts';
import { ambiguousRun, unknownRun } from '../errors.ts';
import type { Reader } from './reader.ts';

type Stored = Omit<Run, 'notes' | 'synthetic' | 'holdout' | keyof RunLabel> & {
  notes: string;
  synthetic: boolean | number;
};

/** Looks at hold-outs by run; of the runs that mined one, those that are complete, of the first look first. */
const looks = `
  SELECT o.run_id AS run_id, arraySort(groupUniqArray(toString(o.opened_on))) AS opened_on,
    arrayMap(look -> look.2, arraySort(groupArrayIf((toString(o.opened_on), o.holdout_run), h.status = 'succeeded'))) AS holdout_runs
  FROM (SELECT * FROM holdout_openings FINAL) AS o
  LEFT JOIN (SELECT run_id, status FROM runs FINAL) AS h ON h.run_id = o.holdout_run GROUP BY o.run_id`;

/** The content of the ledger: what is shown of a run changes with everything that is tried. */
const ledger = `SELECT concat(toString(uniqExact(family, trial, run_id, stage)), '-',
    (SELECT toString(max(version)) FROM candidate_counts)) FROM trials`;

/** Trials by run. Rows are counted by their key: to merge versions would take longer than all else here. */
const trials = `SELECT run_id, uniqExact(factor, start, end) AS trials FROM factor_summaries
    WHERE premium IS NOT NULL AND role IN ('sample', '') GROUP BY run_id`;

const selected = `
  SELECT r.run_id AS run, status, synthetic, notes, data_version AS dataVersion, code_version AS codeVersion, request,
    toString(started_at) AS startedAt, toString(finished_at) AS finishedAt, error, concat(toString(version), ' ', (${ledger})) AS version,
    thread_no AS threadNo, parallel_m AS parallelM, jobs, runner, execution, attempt AS begun,
    l.opened_on AS openedOn, l.holdout_runs AS holdoutRuns, toUInt32(t.trials) AS trials
  FROM (SELECT * FROM runs FINAL) AS r LEFT JOIN (${looks}) AS l ON l.run_id = r.run_id
  LEFT JOIN (${trials}) AS t ON t.run_id = r.run_id`;

const newestFirst = 'ORDER BY started_at DESC, run';

/** Every run in every state, newest first. */
export async function listRuns(reader: Reader): Promise<Run[]> {
  const [rows, labels] = await Promise.all([
    reader.rows<Stored>(`${selected} ${newestFirst} LIMIT 10000`),
    labelsOf(reader),
  ]);
  return rows.map((row) => runOf(row, labels));
}

/**
 * The run with the id, or whose id begins so.
 *
 * @throws RUN_NOT_FOUND, AMBIGUOUS_RUN
 */
export async function findRun(reader: Reader, run: string): Promise<Run> {
  const rows = await reader.rows<Stored>(`${selected} WHERE startsWith(r.run_id, {run:String}) LIMIT 10`, { run });
  const found = runNamed(rows, run);
  if (found === undefined) throw unknownRun(run);
  return runOf(found, await labelsOf(reader));
}

/**
 * The run with the id, or whose id starts with it; undefined if no run has it.
 *
 * @throws AMBIGUOUS_RUN
 */
export function runNamed<Named extends { readonly run: string }>(
  runs: readonly Named[],
  id: string,
): Named | undefined {
  const found = runs.find(({ run }) => run === id);
  if (found !== undefined) return found;
  const beginning = runs.filter(({ run }) => run.startsWith(id));
  if (beginning.length > 1)
    throw ambiguousRun(
      id,
      beginning.map(({ run }) => run),
    );
  return beginning[0];
}

function labelsOf(reader: Reader): Promise<RunLabels> {
  return readRunLabels({ query: (...asked) => reader.rows(...asked) });
}

/** State of a run; null where the warehouse has no such run. */
export async function stateOfRun(reader: Reader, run: string): Promise<string | null> {
  const [found] = await reader.rows<{ status: string }>(
    'SELECT status FROM runs FINAL WHERE run_id = {run:String} LIMIT 1',
    { run },
  );
  return found?.status ?? null;
}

function runOf(stored: Stored, labels: RunLabels): Run {
  const { openedOn, holdoutRuns } = stored;
  const label = labels.of(stored.run);
  return {
    ...stored,
    ...label,
    synthetic: Boolean(stored.synthetic),
    notes: notesOf(stored.notes),
    holdout: holdoutOf(stored.request),
    // What is known about a run changes when its hold-out is opened, and its labels change at any time.
    version: [stored.version, ...openedOn, ...holdoutRuns, JSON.stringify(Object.values(label))].join('+'),
  };
}

/** The hold-out that a request names, as text; empty where it names none. */
function holdoutOf(request: string): string {
  return storedRequest.readable(request)?.holdout ?? '';
}

/** Notes are a JSON array of strings; anything else is shown as it is. */
function notesOf(text: string): string[] {
  return text === '' ? [] : [...(storedNotes.readable(text) ?? [text])];
}
