import type { Panel } from '@fm/factor-math';

/**
 * A panel whose cells are a function of the same cells of other panels. A missing input makes the value missing, and so
 * does a result that is not finite.
 */
export function elementwise(compute: (...cells: number[]) => number, ...panels: readonly [Panel, ...Panel[]]): Panel {
  const [first] = panels;
  const cells = new Array<number>(panels.length);
  const values = first.values.map((_, at) => {
    for (let p = 0; p < panels.length; p++) {
      const cell = (panels[p] as Panel).values[at] as number;
      if (Number.isNaN(cell)) return NaN;
      cells[p] = cell;
    }
    const value = compute(...cells);
    return Number.isFinite(value) ? value : NaN;
  });
  return { days: first.days, stocks: first.stocks, values };
}

/** `numerator / denominator` where the denominator is above zero; missing elsewhere. */
export function ratio(numerator: Panel, denominator: Panel): Panel {
  return elementwise((n, d) => (d > 0 ? n / d : NaN), numerator, denominator);
}
