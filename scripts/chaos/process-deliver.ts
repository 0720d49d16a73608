/**
 * A process that slices are delivered to, in the order of its last argument: `stage:index` joined by commas. One that
 * refuses or fails is passed over, as a later delivery makes it good; `begin` records the run, `finish` ends it.
 */
import {
  beginRun,
  finishRun,
  planRun,
  requestOf,
  runSlice,
  SliceRecords,
  type RunOptions,
  type SliceStage,
} from '@fm/mining';
import { messageOf, systemClock } from '@fm/platform';
import { openWarehouse } from '@fm/warehouse';
import { chaosInput } from './market.ts';

const [threads = '1', segments = '1', deliveries = ''] = process.argv.slice(2);

const warehouse = await openWarehouse();
try {
  const request = requestOf({ ...chaosInput, thread_no: threads, parallel_m: segments });
  const options: RunOptions = { warehouse, request, clock: systemClock, codeVersion: 'chaos' };
  const plan = await planRun(warehouse, request);
  const records = new SliceRecords({ ...options, runId: plan.runId });
  console.log('begun');
  for (const delivery of deliveries.split(',')) {
    const [stage = '', index] = delivery.split(':');
    try {
      if (stage === 'begin') await beginRun(options, plan);
      else if (stage === 'finish') await finishRun(options, plan);
      else await runSlice({ warehouse, request, plan, records }, stage as SliceStage, Number(index));
      console.log(`done ${delivery}`);
    } catch (thrown) {
      console.log(`refused ${delivery} ${messageOf(thrown)}`);
      process.exitCode = 1;
    }
  }
} catch (thrown) {
  console.log(`failed ${JSON.stringify(messageOf(thrown))}`);
  process.exitCode = 1;
} finally {
  await warehouse.close().catch(() => undefined);
}
