import { beginRun, planRun, planSlices, readRequest, runSlice, SliceRecords, type SliceStage } from '@fm/mining';
import { codeVersion, systemClock } from '@fm/platform';
import { openWarehouse } from '@fm/warehouse';

/*
 * node one-slice.ts FOLDER plan|compute|test FACTOR RANGES: plans a run of one factor whose stages are one slice each,
 * performs that of the stage as a job of the cloud does, and prints what the planner expects of it. A process of its own,
 * whose peak memory is measured from outside.
 */
const [home, stage, factor, ranges] = process.argv.slice(2) as [string, SliceStage | 'plan', string, string];
const warehouse = await openWarehouse({ home }, {});
const cut = { threadNo: '1', parallelM: '1' };
const request = readRequest({ factors: factor, ranges, weighting: 'cap', ...cut });
const plan = await planRun(warehouse, request);
const options = { warehouse, request, clock: systemClock, codeVersion };
await beginRun(options, plan);
const slices = planSlices(request, plan);
const records = new SliceRecords({ ...options, runId: plan.runId });
if (stage !== 'plan') await runSlice({ warehouse, request, plan, records, slices }, stage, 0);
await records.flush();
await warehouse.close();
process.stdout.write(JSON.stringify(stage === 'plan' ? {} : slices[stage].at(0).cost));
