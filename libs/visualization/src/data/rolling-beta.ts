import type { Panel } from '@fm/factor-math';
import type { RollingBeta } from '../api/factor-schemas.ts';
import { quantile } from '../statistics/quartiles.ts';
import type { Window } from './window.ts';

/** Sessions of the moving window. */
export const betaWindow = 252;

/** What the betas are estimated from; row t of `returns` and entry t of `factor` belong to `sessions[t]`. */
export interface BetaInputs {
  readonly sessions: readonly string[];
  readonly returns: Panel;
  /** F[t]; NaN where there is no portfolio. */
  readonly factor: Float64Array;
}

/**
 * Beta of every stock's return on the factor return over the last 252 sessions,
 * `cov(r, F) / var(F)` over the sessions where both are there, at least half of them; quartiles (type 7) over stocks.
 * The window reaches back before the period that is shown. At most `points` sessions, evenly spaced, the last included.
 */
export function rollingBeta(
  { sessions, returns, factor }: BetaInputs,
  window: Window,
  points: number,
): Omit<RollingBeta, 'run' | 'factor'> {
  const shown = sessions
    .map((day, t) => ({ day, t }))
    .filter(({ day, t }) => t >= betaWindow - 1 && day >= (window.start ?? '') && day <= (window.end ?? '9999'));
  const step = Math.max(1, Math.ceil(shown.length / points));
  const kept = new Set(shown.filter((_, at) => (shown.length - 1 - at) % step === 0).map(({ t }) => t));
  const betas = new Map<number, number[]>([...kept].map((t) => [t, []]));
  for (let stock = 0; stock < returns.stocks; stock++) addBetas(returns, stock, factor, betas);
  const found = [...betas].map(([t, values]) => ({
    date: sessions[t] as string,
    sorted: values.sort((a, b) => a - b),
  }));
  const line = (probability: number) =>
    found.map(({ date, sorted }) => ({ date, value: sorted.length === 0 ? null : quantile(sorted, probability) }));
  return {
    sessions: betaWindow,
    lower: line(0.25),
    median: line(0.5),
    upper: line(0.75),
    stocks: found.map(({ date, sorted }) => ({ date, value: sorted.length })),
  };
}

/** Adds the beta of one stock at every session that is kept. */
function addBetas(returns: Panel, stock: number, factor: Float64Array, betas: ReadonlyMap<number, number[]>): void {
  const sums = { n: 0, x: 0, y: 0, xx: 0, xy: 0 };
  const add = (t: number, sign: 1 | -1) => {
    const [x, y] = [factor[t] as number, returns.values[t * returns.stocks + stock] as number];
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    sums.n += sign;
    sums.x += sign * x;
    sums.y += sign * y;
    sums.xx += sign * x * x;
    sums.xy += sign * x * y;
  };
  for (let t = 0; t < returns.days; t++) {
    add(t, 1);
    if (t >= betaWindow) add(t - betaWindow, -1);
    const values = betas.get(t);
    if (values === undefined || sums.n < betaWindow / 2) continue;
    const variance = sums.xx - (sums.x * sums.x) / sums.n;
    if (variance > 0) values.push((sums.xy - (sums.x * sums.y) / sums.n) / variance);
  }
}
