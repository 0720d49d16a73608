import { createLogger, FmError, loadConfig, messageOf, requiredSetting } from '@fm/platform';
import { openObjectStore, type ObjectStore } from '@fm/object-store';
import { openWarehouse } from '@fm/warehouse';
import { runCommand } from './commands.ts';
import { keepFailure } from './failures.ts';

const logger = createLogger('mining-job');

/** Runs one command of the workflow over the run folder `FM_RUN_FOLDER`; see the README for the environment. */
async function main(): Promise<number> {
  const [command = '', index = process.env['AWS_BATCH_JOB_ARRAY_INDEX'] ?? '0'] = process.argv.slice(2);
  const job = { command, index: Number(index), attempt: Number(process.env['AWS_BATCH_JOB_ATTEMPT'] ?? 1) };
  let store: ObjectStore | undefined;
  try {
    store = await openObjectStore(requiredSetting(loadConfig(), 'runFolder'));
    const warehouse = await openWarehouse();
    try {
      const done = await runCommand(command, { warehouse, store, index: Number(index) });
      logger.info({ command, index: Number(index), ...done }, 'done');
      return 0;
    } finally {
      await warehouse.close();
    }
  } catch (thrown) {
    logger.error(
      { command, index: Number(index), code: thrown instanceof FmError ? thrown.code : 'UNEXPECTED' },
      messageOf(thrown),
    );
    if (store !== undefined) await keepFailure(store, job, thrown).catch(() => undefined);
    return thrown instanceof FmError && thrown.kind === 'usage' ? 2 : 1;
  }
}

// A Spot notice: every write has its key, so whatever is under way is done again by the next attempt.
process.once('SIGTERM', () => {
  logger.warn('terminated; the next attempt continues');
  process.exit(143);
});

process.exitCode = await main();
