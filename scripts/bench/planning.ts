/**
 * What planning a run of ten thousand slices takes, alone in a process: cutting it, making every slice with its inputs,
 * outputs and cost, and what the steps of the workflow pass on. Prints one JSON object.
 */
import { listFactors } from '@fm/factors';
import { arraySize, planBatches, planSlices, readRequest } from '@fm/mining';
import { inventedPlan, weekdaysOfYears } from '@fm/mining/simulation';

const before = process.resourceUsage().maxRSS;
const characteristics = listFactors().filter(({ kind }) => kind === 'characteristic');
const names = characteristics.map(({ name }) => name).join();
const plan = inventedPlan({ stocks: 3000, ...weekdaysOfYears(30) });
const request = readRequest({ factors: names, threadNo: '30', parallelM: '20' });

const begun = performance.now();
const { compute, test } = planSlices(request, plan);
let slices = 0;
let cells = 0;
for (const list of [compute, test]) {
  for (const slice of list) {
    slices++;
    cells += slice.cost.cells;
  }
}
const seconds = (performance.now() - begun) / 1000;
const batches = planBatches(request, plan);
const size = {
  runId: plan.runId,
  computeJobs: arraySize(batches.compute.length),
  testJobs: arraySize(batches.test.length),
};
const planning = {
  slices,
  cells,
  seconds,
  peakMiB: process.resourceUsage().maxRSS / 1024,
  peakOfTheProgramMiB: before / 1024,
  passedBetweenStatesBytes: JSON.stringify(size).length,
  planObjectMiB: JSON.stringify(plan).length / 2 ** 20,
};
process.stdout.write(`${JSON.stringify(planning)}\n`);
