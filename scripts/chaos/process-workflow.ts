/**
 * The main process of a workflow: executes it with the job of the first argument, in the folder of the second.
 * Runs as a bundle, with that of `process-job.ts` beside it.
 */
import { executeWorkflow } from '@fm/mining/workflow-local';
import { localObjectStore } from '@fm/object-store';
import { chaosInput } from './market.ts';

const [job = '', folder = '', threads = '1'] = process.argv.slice(2);
console.log('begun');
const execution = await executeWorkflow(
  { ...chaosInput, thread_no: threads },
  {
    store: localObjectStore(folder),
    jobCommand: [process.execPath, new URL('process-job.mjs', import.meta.url).pathname],
    environment: { FM_CHAOS_JOB: job },
    jobs: 2,
    folder,
    retryMilliseconds: 50,
    graceMilliseconds: 1000,
  },
);
console.log(`ended ${execution.status}`);
if (execution.status !== 'SUCCEEDED') {
  console.log(`failed ${JSON.stringify(execution.cause ?? execution.error ?? '')}`);
  process.exitCode = 1;
}
