import { interrupted } from '@fm/mining';
import { endAtOnce, FmError, loadConfig, messageOf, requiredSetting } from '@fm/platform';
import { createLogger } from '@fm/platform/logger';
import { openObjectStore, type ObjectStore } from '@fm/object-store';
import { openWarehouse } from '@fm/warehouse';
import { runCommand } from './commands.ts';
import { jobIndex } from './job-index.ts';
import { memoryLimit } from './memory.ts';
import { keepFailure, type Failure } from './failures.ts';

const logger = createLogger('mining-job');

/** Status of a job that no other attempt can help; every other but 0 makes Batch try again. */
const final = 2;
/** Status of a job that was asked to end. */
const terminated = 143;
/** Milliseconds within which it ends then; a Spot notice gives 30 s by default, and no less. */
const patience = 20_000;

/** Says that the job has to end: its Spot capacity goes away. Every write has its key, so another attempt continues. */
const stop = new AbortController();
const onSignal = (): void => {
  if (stop.signal.aborted) return;
  logger.warn('asked to end; the next attempt continues');
  stop.abort(interrupted());
  setTimeout(() => endAtOnce('SIGTERM'), patience).unref();
};
// Ctrl-C in a terminal goes to the jobs of a local workflow as well as to their parent, which then asks them to end too.
process.on('SIGTERM', onSignal).on('SIGINT', onSignal);

/** Runs one command of the workflow over the run folder `FM_RUN_FOLDER`; see the README for the environment. */
async function main(): Promise<number> {
  const [command = '', place = process.env['AWS_BATCH_JOB_ARRAY_INDEX']] = process.argv.slice(2);
  let job: Pick<Failure, 'command' | 'index' | 'attempt'> | undefined;
  let store: ObjectStore | undefined;
  let panelStore: ObjectStore | undefined;
  try {
    const index = jobIndex(place);
    job = { command, index, attempt: Number(process.env['AWS_BATCH_JOB_ATTEMPT'] ?? 1) };
    store = await openObjectStore(requiredSetting(loadConfig(), 'runFolder'));
    const { panelFolder } = loadConfig();
    if (panelFolder !== undefined) panelStore = await openObjectStore(panelFolder);
    const warehouse = await openWarehouse();
    try {
      const memoryBytes = memoryLimit();
      const done = await runCommand(command, {
        ...{ warehouse, store, index, signal: stop.signal },
        ...(memoryBytes === undefined ? {} : { memoryBytes }),
        ...(panelStore === undefined ? {} : { panelStore }),
      });
      logger.info({ command, index, ...done }, 'done');
      return 0;
    } finally {
      await warehouse.close();
    }
  } catch (thrown) {
    logger.error(
      { command, index: place, code: thrown instanceof FmError ? thrown.code : 'UNEXPECTED' },
      messageOf(thrown),
    );
    if (stop.signal.aborted) return terminated;
    if (job !== undefined && store !== undefined) await keepFailure(store, job, thrown).catch(() => undefined);
    return thrown instanceof FmError && thrown.final ? final : 1;
  }
}

process.exitCode = await main();
