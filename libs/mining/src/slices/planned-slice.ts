import type { RunPlan } from '../request/plan.ts';
import type { PlannedSlice } from '../records/slice-records.ts';
import { sizeOf, type Slice } from './slice.ts';

/** A slice as it is recorded. */
export function plannedSlice(plan: RunPlan, slice: Slice): PlannedSlice {
  const { id, stage, factor, sessions, ranges, stocks, cost } = slice;
  const starts = ranges.map(({ start }) => start).sort();
  const ends = ranges.map(({ end }) => end).sort();
  const whole = sizeOf(stocks) === plan.symbols.length;
  return {
    id,
    stage,
    factor,
    start: starts[0] ?? (plan.sessions[sessions.from] as string),
    end: ends[ends.length - 1] ?? (plan.sessions[sessions.to] as string),
    part: whole ? '' : `${plan.symbols[stocks.from]} to ${plan.symbols[stocks.to]}`,
    estimatedCost: cost.seconds,
  };
}
