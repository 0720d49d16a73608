import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { interrupted, type WorkflowInput } from '@fm/mining';
import { executeWorkflow, type Execution, type StateEvent } from '@fm/mining/workflow-local';
import { endAtOnce, FmError, loadConfig } from '@fm/platform';
import { objectWith, StoredJson, text } from '@fm/platform/stored-json';
import { openRawStore } from './object-store.ts';
import { note } from './output.ts';
import { progressBar } from './progress.ts';

const miningJob = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../mining-job/src/main.ts' : './mining-job.mjs', import.meta.url),
);

/** What is read of how many jobs the stages took. */
const storedSize = new StoredJson<{ readonly runId: string }>('the size of a plan', objectWith({ runId: text }));

/** Objects of an execution lie under `runs/<execution>` of the object store. */
const runFolder = (execution: string) => `runs/${execution}`;

/**
 * Mines by the workflow of the cloud, executed on this machine: every step is a process of the mining job, which uses
 * the warehouse that this process holds. Ctrl-C ends the jobs and the execution; asking again continues the run; a
 * second Ctrl-C ends at once.
 *
 * @param jobs - processes at once
 * @returns id of the run
 * @throws WORKFLOW_FAILED with the reason; the outcome is recorded. INTERRUPTED
 */
export async function mineByWorkflow(input: WorkflowInput, jobs: number): Promise<string> {
  const store = await openRawStore();
  const folder = join(loadConfig().home, 'workflow');
  const stop = new AbortController();
  const interrupt = (signal: NodeJS.Signals) => {
    if (stop.signal.aborted) endAtOnce(signal);
    stop.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const bar = progressBar('jobs');
  try {
    const execution = await executeWorkflow(input, {
      store,
      jobCommand: [process.execPath, miningJob],
      jobs,
      folder,
      signal: stop.signal,
      onState: (event) => showState(event, bar.stop),
      onJob: ({ name, done, total }) => bar.update(done, total, name),
    });
    if (stop.signal.aborted && execution.status !== 'SUCCEEDED') throw interrupted();
    if (execution.status !== 'SUCCEEDED') throw failed(execution, folder);
    const key = `${runFolder(execution.name)}/plan-size.json`;
    const size = await store.get(key);
    return storedSize.read(size?.body.toString() ?? '', `${store.url}/${key}`).runId;
  } finally {
    bar.stop();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    store.close();
  }
}

function showState({ kind, state, at, error }: StateEvent, beforeLine: () => void): void {
  if (kind === 'entered') return;
  beforeLine();
  const words = { left: 'done', failed: 'failed', retried: 'tried again', caught: 'caught' } as const;
  note(`${(at / 1000).toFixed(1).padStart(7)} s  ${state} ${words[kind]}${error === undefined ? '' : `: ${error}`}`);
}

function failed({ name, status, error = status, cause }: Execution, folder: string): FmError {
  return new FmError('WORKFLOW_FAILED', {
    what: `the execution ${name} ended ${status} with ${error}${cause === undefined ? '' : `:\n${cause}`}`,
    where: `logs of its jobs: ${join(folder, 'logs', name)}`,
    remedy: 'Correct what it names and ask for the same again: completed work is not repeated.',
  });
}
