/**
 * The main process of a run: mines the request of the harness, with the cut and jobs of the arguments, over the warehouse
 * of the environment; or with `state` writes what the warehouse holds of it. Writes `begun` when it starts to work, and
 * on failure the reason; exit status 1.
 */
import { mine, planRun, readRunOverview, requestOf, resultHashes } from '@fm/mining';
import { messageOf, systemClock } from '@fm/platform';
import { openWarehouse } from '@fm/warehouse';
import { chaosInput } from './market.ts';

const [action, threads = '1', segments = '1', jobs = '1'] = process.argv.slice(2);

async function main(): Promise<void> {
  const warehouse = await openWarehouse();
  try {
    const request = requestOf({ ...chaosInput, thread_no: threads, parallel_m: segments });
    console.log('begun');
    if (action === 'mine') {
      const how = { runner: 'local', jobs: Number(jobs) } as const;
      await mine({ warehouse, request, clock: systemClock, codeVersion: 'chaos', how, ...{ jobs: Number(jobs) } });
    }
    const { runId } = await planRun(warehouse, request);
    const run = await readRunOverview(warehouse, runId).catch(() => undefined);
    const state = { runId, status: run?.status ?? 'none', error: run?.error ?? '' };
    console.log(`state ${JSON.stringify({ ...state, hashes: await resultHashes(warehouse, runId) })}`);
  } finally {
    await warehouse.close();
  }
}

try {
  await main();
} catch (thrown) {
  console.log(`failed ${JSON.stringify(messageOf(thrown))}`);
  process.exitCode = 1;
}
