import { ordinaryLeastSquares } from './ordinary-least-squares.ts';
import { missingPanel, requireSameShape, type Panel } from './panel.ts';

/**
 * Takes each group's mean out of each session's values, so that a signal compares stocks within their group (industry).
 * A stock that is alone in its group is at its mean: 0.
 *
 * @param panel - days x stocks
 * @param groups - group of every stock, or of every stock on every day (days x stocks); a negative number or NaN means that
 *   none is known, and the value becomes missing
 */
export function neutraliseByGroup(panel: Panel, groups: ArrayLike<number>): Panel {
  const { days, stocks, values } = panel;
  const perDay = groups.length === days * stocks;
  if (!perDay && groups.length !== stocks) throw new RangeError(`${groups.length} groups given for ${stocks} stocks`);
  const out = missingPanel(days, stocks);
  for (let t = 0; t < days; t++) {
    const first = perDay ? t * stocks : 0;
    const sums = new Map<number, { sum: number; count: number }>();
    for (let i = 0; i < stocks; i++) {
      const value = values[t * stocks + i];
      const group = groups[first + i];
      if (!(group >= 0) || !Number.isFinite(value)) continue;
      const known = sums.get(group) ?? { sum: 0, count: 0 };
      sums.set(group, { sum: known.sum + value, count: known.count + 1 });
    }
    for (let i = 0; i < stocks; i++) {
      const group = sums.get(groups[first + i]);
      if (group !== undefined) out.values[t * stocks + i] = values[t * stocks + i] - group.sum / group.count;
    }
  }
  return out;
}

/**
 * Takes out of each session's values what a regression on exposures (size, beta) explains: the residuals of OLS with a
 * constant across the stocks that have all of them. Missing elsewhere and where the session cannot be estimated.
 *
 * @param panel - days x stocks
 * @param exposures - panels of the same shape
 */
export function neutraliseByRegression(panel: Panel, exposures: readonly Panel[]): Panel {
  for (const exposure of exposures) requireSameShape(panel, exposure);
  const { days, stocks } = panel;
  const out = missingPanel(days, stocks);
  for (let t = 0; t < days; t++) {
    const row = (from: Panel): Float64Array => from.values.subarray(t * stocks, (t + 1) * stocks);
    const xs = exposures.map(row);
    const y = row(panel);
    const fit = ordinaryLeastSquares(y, xs);
    if (!fit.ok) continue;
    let j = 0;
    for (let i = 0; i < stocks; i++) {
      if (Number.isFinite(y[i]) && xs.every((x) => Number.isFinite(x[i])))
        out.values[t * stocks + i] = fit.residuals[j++];
    }
  }
  return out;
}
