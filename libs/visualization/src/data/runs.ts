import type { Run } from '../api/schemas.ts';
import { unknownRun } from '../errors.ts';
import type { Reader } from './reader.ts';

type Stored = Omit<Run, 'notes' | 'synthetic'> & { notes: string; synthetic: boolean | number };

const selected = `
  SELECT run_id AS run, status, synthetic, notes, data_version AS dataVersion, code_version AS codeVersion, request,
    toString(started_at) AS startedAt, toString(finished_at) AS finishedAt, error, toString(version) AS version,
    thread_no AS threadNo, parallel_m AS parallelM, jobs, runner, execution, attempt AS begun
  FROM runs FINAL`;

const newestFirst = 'ORDER BY started_at DESC, run_id';

/** Every run in every state, newest first. */
export async function listRuns(reader: Reader): Promise<Run[]> {
  return (await reader.rows<Stored>(`${selected} ${newestFirst} LIMIT 10000`)).map(runOf);
}

/**
 * The named run.
 *
 * @throws RUN_NOT_FOUND
 */
export async function findRun(reader: Reader, run: string): Promise<Run> {
  const [found] = await reader.rows<Stored>(`${selected} WHERE run_id = {run:String} LIMIT 1`, { run });
  if (found === undefined) throw unknownRun(run);
  return runOf(found);
}

/** State of a run; null where the warehouse has no such run. */
export async function stateOfRun(reader: Reader, run: string): Promise<string | null> {
  const [found] = await reader.rows<{ status: string }>(
    'SELECT status FROM runs FINAL WHERE run_id = {run:String} LIMIT 1',
    { run },
  );
  return found?.status ?? null;
}

function runOf(stored: Stored): Run {
  return { ...stored, synthetic: Boolean(stored.synthetic), notes: notesOf(stored.notes) };
}

/** Notes are a JSON array of strings; anything else is shown as it is. */
function notesOf(text: string): string[] {
  if (text === '') return [];
  try {
    const parsed: unknown = JSON.parse(text);
    return (Array.isArray(parsed) ? parsed : [parsed]).map((note) =>
      typeof note === 'string' ? note : JSON.stringify(note),
    );
  } catch {
    return [text];
  }
}
