import type { Panel } from '@fm/factor-math';

/**
 * A panel whose cells are a function of the same cells of other panels. A missing input makes the value missing, and so
 * does a result that is not finite. At most three panels.
 */
export function elementwise(compute: (...cells: number[]) => number, ...panels: readonly [Panel, ...Panel[]]): Panel {
  const { days, stocks, values: a } = panels[0];
  const b = panels[1]?.values ?? a;
  const c = panels[2]?.values ?? b;
  if (panels.length > 3) throw new RangeError(`a value is a function of at most 3 inputs, not ${panels.length}`);
  const values = new Float64Array(a.length);
  for (let at = 0; at < values.length; at++) {
    const [x, y, z] = [a[at] as number, b[at] as number, c[at] as number];
    const value = Number.isNaN(x) || Number.isNaN(y) || Number.isNaN(z) ? NaN : compute(x, y, z);
    values[at] = Number.isFinite(value) ? value : NaN;
  }
  return { days, stocks, values };
}

/** `numerator / denominator` where the denominator is above zero; missing elsewhere. */
export function ratio(numerator: Panel, denominator: Panel): Panel {
  return elementwise((n, d) => (d > 0 ? n / d : NaN), numerator, denominator);
}
