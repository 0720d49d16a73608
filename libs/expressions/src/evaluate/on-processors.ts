import { availableParallelism } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import type { Expression, Panels } from '../expression.ts';
import { leavesOf, nodesOf } from '../graph/derive.ts';
import { Evaluator, type EvaluateOptions } from './evaluator.ts';

/** Cells of all nodes together below which a thread takes longer to start than it saves. */
const worthwhileCells = 10_000_000;
/** Bytes of leaves that are copied at most, so that other threads can read them. */
const mostCopied = 2 ** 29;
/** More threads wait for each other. */
const mostThreads = 8;

let kept: Evaluator | undefined;

/**
 * Values of each formula as {@link Evaluator.evaluate} gives them, by all processors where there is enough to do. The threads
 * are kept for the next formulas and do not keep the process alive. A thread that others share the processors with, such as
 * one that performs a slice, evaluates by itself.
 *
 * @param panels - leaves of the formulas
 * @param processors - threads that may compute, the calling one included. @default as many as there are processors
 */
export function evaluateOnProcessors(
  roots: readonly Expression[],
  panels: Panels,
  options: EvaluateOptions = {},
  processors = availableParallelism(),
): Float64Array[] {
  const threads = Math.min(processors, mostThreads);
  if (threads < 2 || !isMainThread || !isWorthwhile(roots, panels))
    return new Evaluator().evaluate(roots, panels, options);
  kept ??= new Evaluator(threads);
  return kept.evaluate(roots, panels, options);
}

function isWorthwhile(roots: readonly Expression[], { days, stocks }: Panels): boolean {
  const cells = days * stocks;
  return cells * nodesOf(roots).length >= worthwhileCells && cells * leavesOf(roots).length * 8 <= mostCopied;
}
