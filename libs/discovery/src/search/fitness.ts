import { neweyWestMeanT } from '@fm/factor-math';
import type { Behaviour } from './coefficients.ts';

/** Penalties of fitness, in units of t. */
export const penalties = { node: 0.02, turnover: 0.1 } as const;

/** Blocks of the discovery period, of which the worst counts. */
const blocks = 4;

/** Shares of sessions with a coefficient, and of stocks with a value, below which a formula is not judged. */
const leastSessions = 0.6;
const leastCoverage = 0.5;

/** How good a formula is on the discovery period. */
export interface Fitness {
  /** Newey-West t of the mean coefficient. */
  readonly t: number;
  /** Sign of the mean: the formula is read as `sign x formula`. */
  readonly sign: 1 | -1;
  /** Smallest t of four blocks, with the sign, less penalties for nodes and turnover. */
  readonly fitness: number;
}

/** Autocovariances counted for coefficients of a horizon. */
function lagOf(horizon: number): number {
  return Math.max(5, horizon);
}

/** Whether a formula has enough values to be judged. */
export function isJudged({ coefficients, coverage }: Behaviour): boolean {
  const present = coefficients.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  return present >= leastSessions * coefficients.length && coverage >= leastCoverage;
}

/** The fitness of a behaviour; undefined where its coefficients have no variance. */
export function fitnessOf(behaviour: Behaviour, nodes: number, horizon: number): Fitness | undefined {
  const { coefficients, turnover } = behaviour;
  const lag = lagOf(horizon);
  const t = neweyWestMeanT(coefficients, lag);
  if (!Number.isFinite(t)) return undefined;
  const sign = t < 0 ? -1 : 1;
  let worst = Infinity;
  for (let block = 0; block < blocks; block++) {
    const [begin, end] = [block, block + 1].map((k) => Math.floor((k * coefficients.length) / blocks));
    const own = sign * neweyWestMeanT(coefficients.subarray(begin, end), lag);
    worst = Math.min(worst, Number.isNaN(own) ? 0 : own);
  }
  return { t, sign, fitness: worst - penalties.node * nodes - penalties.turnover * turnover };
}
