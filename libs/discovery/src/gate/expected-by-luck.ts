import { expectedMaximumSharpe } from '@fm/factor-math';

/** |t| that the best of `trials` worthless formulas is expected to show; its sign is free, so each counts twice. */
export function expectedByLuck(trials: number): number {
  return expectedMaximumSharpe(2 * trials, 1);
}
