import { listFactors } from '@fm/factors';
import {
  arraySize,
  planBatches,
  planSlices,
  readRequest,
  type BatchPlan,
  type SliceList,
  type SlicePlan,
  type SliceStage,
} from '@fm/mining';
import { inventedPlan, runArray, sharesOf, weekdaysOfYears, type Fleet } from '@fm/mining/simulation';
import { jobPolicy } from '@fm/mining/workflow';
import {
  factors,
  fargate,
  prices,
  quotas,
  insertsPerSlice,
  spotShare,
  taskSizes,
  warehouseCores,
  years,
} from './assumptions.ts';
import type { Measured } from './measured.ts';

/** A stage of a run at one size. */
export interface StageForecast {
  readonly slices: number;
  readonly jobs: number;
  readonly batches: number;
  /** Memory of the biggest batch, with the program. */
  readonly bytes: number;
  /** vCPUs and GiB of the smallest Fargate task that holds it; undefined where none does. */
  readonly task: { readonly vcpu: number; readonly gib: number } | undefined;
  /** One core's time for all slices. */
  readonly coreSeconds: number;
  /** Cells that are computed. */
  readonly cells: number;
  /** Prices that batches load, and the values that the tests among their slices read. */
  readonly readBytes: number;
}

/** A run at one size under one quota. */
export interface RunForecast {
  readonly quota: number;
  readonly wallSeconds: number;
  /** The least that each single limit allows. */
  readonly floors: Readonly<
    Record<'vCPU quota' | 'starts of tasks' | 'the longest job' | 'warehouse reads' | 'warehouse inserts', number>
  >;
  readonly vcpuHours: number;
  readonly interruptions: number;
  readonly repeated: number;
  readonly dollars: number;
  readonly failedJobs: number;
}

/** Forecast of a run of a thousand factors over thirty years. */
export interface SizeForecast {
  readonly stages: Readonly<Record<SliceStage, StageForecast>>;
  readonly runs: readonly RunForecast[];
  readonly storedBytes: { readonly prices: number; readonly values: number; readonly results: number };
}

/** Bytes of a row of prices as it travels, see the columns of the query. */
const priceRowBytes = 32;
/** Bytes of a stored value as it travels: its day and the number. */
const valueBytes = 12;
const stages: readonly SliceStage[] = ['compute', 'test'];

/** Plans and simulates a run over a number of stocks. */
export function forecast(stocks: number, measured: Measured): SizeForecast {
  const plan = inventedPlan({ stocks, ...weekdaysOfYears(years) });
  const names = listFactors()
    .filter(({ kind }) => kind === 'characteristic')
    .map(({ name }) => name);
  // The catalogue over and over: costs depend on a factor's inputs and look-back, not on its name.
  const request = {
    ...readRequest({ factors: names.join() }),
    factors: Array.from({ length: factors }, (_, at) => names[at % names.length] as string),
  };
  const slices = planSlices(request, plan);
  const batches = planBatches(request, plan);
  const ofStage = (stage: SliceStage): StageForecast => stageOf(stage, slices, batches, measured);
  const forecasts = { compute: ofStage('compute'), test: ofStage('test') };
  const cells = stocks * plan.sessions.length;
  return {
    stages: forecasts,
    runs: quotas.map((quota) => runUnder(quota, { slices, batches }, forecasts, measured)),
    storedBytes: {
      prices: cells * measured.storedBytes.priceRow,
      values: cells * factors * measured.storedBytes.factorValue,
      results: stocks * plan.ranges.length * factors * measured.storedBytes.stockResult,
    },
  };
}

function secondsOf(stage: SliceStage, list: SliceList, measured: Measured): (place: number) => number {
  const { sliceSeconds, timesPlanned } = measured[stage];
  return (place) => sliceSeconds + timesPlanned * list.at(place).cost.seconds;
}

function stageOf(stage: SliceStage, slices: SlicePlan, batches: BatchPlan, measured: Measured): StageForecast {
  const list = slices[stage];
  const seconds = secondsOf(stage, list, measured);
  const total = { seconds: 0, cells: 0, most: 0, readBytes: 0 };
  for (const { index, cost, readsValues } of list) {
    total.seconds += seconds(index);
    total.cells += cost.cells;
    if (readsValues) total.readBytes += cost.cells * valueBytes;
  }
  for (const { cost } of batches[stage]) {
    total.readBytes += cost.cells * priceRowBytes;
    total.most = Math.max(total.most, cost.bytes);
  }
  const bytes = total.most + measured.programBytes;
  return {
    slices: list.length,
    batches: batches[stage].length,
    jobs: arraySize(batches[stage].length),
    bytes,
    task: taskSizes.find(({ gib }) => gib * 2 ** 30 >= bytes),
    coreSeconds: total.seconds,
    cells: total.cells,
    readBytes: total.readBytes,
  };
}

function runUnder(
  quota: number,
  { slices, batches }: { readonly slices: SlicePlan; readonly batches: BatchPlan },
  forecasts: SizeForecast['stages'],
  measured: Measured,
): RunForecast {
  const run = {
    wall: 0,
    vcpuSeconds: 0,
    interruptions: 0,
    repeated: 0,
    dollars: 0,
    failed: 0,
    quota: 0,
    starts: 0,
    longest: 0,
  };
  for (const stage of stages) {
    const { task = taskSizes[taskSizes.length - 1]!, jobs } = forecasts[stage];
    const spotJobs = Math.floor((quota * spotShare) / task.vcpu);
    const fleet: Fleet = {
      ...fargate,
      attempts: jobPolicy.attempts,
      attemptSeconds: jobPolicy.attemptSeconds,
      spotJobs,
      onDemandJobs: Math.floor(quota / task.vcpu) - spotJobs,
    };
    const shares = sharesOf(batches[stage]);
    const seconds = secondsOf(stage, slices[stage], measured);
    const outcome = runArray(shares, seconds, fleet);
    const hourly = task.vcpu * prices.vcpu + task.gib * prices.gib;
    run.wall += outcome.wallSeconds;
    run.vcpuSeconds += (outcome.spotSeconds + outcome.onDemandSeconds) * task.vcpu;
    run.interruptions += outcome.interruptions;
    run.repeated += outcome.begun - slices[stage].length;
    run.dollars += ((outcome.spotSeconds * prices.spotFactor + outcome.onDemandSeconds) / 3600) * hourly;
    run.failed += outcome.failedJobs.length;
    run.quota += ((forecasts[stage].coreSeconds + jobs * fleet.startSeconds) * task.vcpu) / quota;
    run.starts += jobs / fleet.startsPerSecond;
    run.longest +=
      fleet.startSeconds + Math.max(...shares.map((places) => places.reduce((sum, place) => sum + seconds(place), 0)));
  }
  const readBytes = forecasts.compute.readBytes + forecasts.test.readBytes;
  const reads = readBytes / (measured.readBytesPerSecond * warehouseCores);
  const inserts =
    ((forecasts.compute.slices + forecasts.test.slices) * insertsPerSlice) /
    (measured.smallInsertsPerSecond * warehouseCores);
  return {
    quota,
    wallSeconds: Math.max(run.wall, reads, inserts),
    floors: {
      'vCPU quota': run.quota,
      'starts of tasks': run.starts,
      'the longest job': run.longest,
      'warehouse reads': reads,
      'warehouse inserts': inserts,
    },
    vcpuHours: run.vcpuSeconds / 3600,
    interruptions: run.interruptions,
    repeated: run.repeated,
    dollars: run.dollars,
    failedJobs: run.failed,
  };
}
