import { normalQuantile, uniformsAt } from '@fm/factor-math';
import { familyWiseLevel } from '../gate/levels.ts';
import { familyWise } from '../gate/period-evidence.ts';

/**
 * Normal noise whose values share `horizon - 1` of their sessions with the next one, as coefficients of that horizon
 * do.
 */
export function overlappingNoise(key: readonly [number, number], sessions: number, horizon: number): Float64Array {
  const uniform = uniformsAt(key, 0);
  const shocks = Float64Array.from({ length: sessions + horizon - 1 }, () =>
    normalQuantile((Math.floor(uniform() * 2 ** 32) + 0.5) / 2 ** 32),
  );
  return Float64Array.from({ length: sessions }, (_, t) =>
    shocks.subarray(t, t + horizon).reduce((sum, shock) => sum + shock, 0),
  );
}

/** Whether the gate declares anything of 20 unrelated series of noise: only its test, without a search before it. */
export function gateOverNoise(seed: number, sessions: number, horizon: number): boolean {
  const series = Array.from({ length: 20 }, (_, k) => overlappingNoise([seed, k], sessions, horizon));
  return familyWise(series, horizon, [seed, 20]).pValues.some((p) => p <= familyWiseLevel);
}
