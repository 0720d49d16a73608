import { arraySize, planBatches, planRun, type RunPlan } from '@fm/mining';
import { panelJobs } from '@fm/mining/panels';
import { panelsTimeout, stageTimeout, type PlanSize } from '@fm/mining/workflow';
import type { RunRequest } from '@fm/results';
import type { ObjectStore } from '@fm/object-store';
import { count, flag, listOf, objectWith, StoredJson, text } from '@fm/platform/stored-json';
import type { Warehouse } from '@fm/warehouse';

const planFile = 'plan.json';
const sizeFile = 'plan-size.json';

const storedPlan = new StoredJson<RunPlan>(
  'the plan of a run',
  objectWith(
    {
      ...{ runId: text, until: text, dataVersion: text, synthetic: flag, notes: listOf(text) },
      ...{ symbols: listOf(text), sessions: listOf(text), emptyRanges: listOf(text) },
      ...{ firstPrice: listOf(count), lastPrice: listOf(count) },
      universe: objectWith({ name: text, members: listOf(objectWith({ symbol: text })), dated: flag }),
      ranges: listOf(objectWith({ from: count, to: count, start: text, end: text }, { role: text })),
    },
    { scorer: text },
  ),
);

/**
 * The plan of the run folder, so that every job of the run cuts the same plan whatever the warehouse took in since; a new
 * one where there is none yet.
 */
export async function planOf(warehouse: Warehouse, store: ObjectStore, request: RunRequest): Promise<RunPlan> {
  const stored = await store.get(planFile);
  return stored === undefined
    ? planRun(warehouse, request)
    : storedPlan.read(stored.body.toString(), `${store.url}/${planFile}`);
}

/** Stores a plan, and how many jobs its stages take: what the workflow reads stays small however large the plan is. */
export async function storePlan(store: ObjectStore, request: RunRequest, plan: RunPlan): Promise<PlanSize> {
  const { compute, test } = planBatches(request, plan);
  const [ofPanels, ofCompute, ofTest] = [panelsTimeout(panelJobs(plan)), stageTimeout(compute), stageTimeout(test)];
  const size: PlanSize = {
    runId: plan.runId,
    panelsJobs: panelJobs(plan),
    computeJobs: arraySize(compute.length),
    testJobs: arraySize(test.length),
    panelsSeconds: ofPanels.stageSeconds,
    panelsAttemptSeconds: ofPanels.attemptSeconds,
    computeSeconds: ofCompute.stageSeconds,
    computeAttemptSeconds: ofCompute.attemptSeconds,
    testSeconds: ofTest.stageSeconds,
    testAttemptSeconds: ofTest.attemptSeconds,
  };
  await store.putIfAbsent(planFile, JSON.stringify(plan));
  await store.putIfAbsent(sizeFile, JSON.stringify(size));
  return size;
}
