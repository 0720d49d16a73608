import { factorsOfRun } from '@fm/factors';
import type { RunRequest } from '@fm/results';
import type { RunPlan } from '../request/plan.ts';
import { computeSlicesOf, yearsOf } from './compute-slices.ts';
import { SliceSequence } from './slice-sequence.ts';
import type { FactorSlices, SlicePlan, SliceStage } from './slice.ts';
import { rangesInOrder, testSlicesOf } from './factor-test-slices.ts';

/**
 * Cuts a run into slices: pure, so that every process finds the same slices in the same plan. `threadNo` cuts stocks into
 * groups, `parallelM` cuts sessions and ranges into segments; without either the seconds and the bytes that a slice may
 * take decide. No result depends on the cut.
 *
 * A factor that is a portfolio return itself has no values that others could read: it has no compute slice, and each of
 * its tests makes the portfolios from the whole cross-section since the first session.
 */
export function planSlices(request: RunRequest, plan: RunPlan): SlicePlan {
  const { compute, test } = factorSlices(request, plan);
  return { compute: new SliceSequence(compute), test: new SliceSequence(test) };
}

/** The slices of {@link planSlices}, factor by factor. */
export function factorSlices(request: RunRequest, plan: RunPlan): Record<SliceStage, readonly FactorSlices[]> {
  const definitions = factorsOfRun(request);
  const years = yearsOf(plan.sessions);
  const ranges = rangesInOrder(plan.ranges);
  return {
    compute: definitions.map((definition) => computeSlicesOf(definition, request, plan, years)),
    test: definitions.map((definition) => testSlicesOf(definition, request, plan, ranges)),
  };
}
