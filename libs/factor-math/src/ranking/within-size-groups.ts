import { missingPanel, requireSameShape, type Panel } from '../panel/panel.ts';
import { sessionOrders } from './session-orders.ts';

/**
 * A signal cut into groups of stocks of like size, the smallest first: in each panel the signal of its group's stocks,
 * missing of others. Of the n stocks of a session with a finite signal and a finite positive size, group g of G holds those
 * of rank `floor(g n / G)` up to, not including, `floor((g + 1) n / G)` by the size of that session; equal sizes rank by
 * column. Nothing later than a session touches its groups.
 *
 * @param signal - days x stocks
 * @param sizes - market values, days x stocks
 * @param groups - whole number of at least 2. @default 3
 */
export function withinSizeGroups(signal: Panel, sizes: Panel, groups = 3): Panel[] {
  if (!Number.isInteger(groups) || groups < 2) throw new RangeError(`sizes need at least 2 groups, not ${groups}`);
  requireSameShape(signal, sizes);
  const { days, stocks } = signal;
  const sized = sizes.values.map((size, cell) => (size > 0 && Number.isFinite(signal.values[cell]) ? size : NaN));
  const { order, counts } = sessionOrders({ days, stocks, values: sized });
  return Array.from({ length: groups }, (_, group) => {
    const panel = missingPanel(days, stocks);
    for (let t = 0; t < days; t++) {
      const row = t * stocks;
      const end = Math.floor(((group + 1) * counts[t]) / groups);
      for (let rank = Math.floor((group * counts[t]) / groups); rank < end; rank++) {
        const cell = row + order[row + rank];
        panel.values[cell] = signal.values[cell];
      }
    }
    return panel;
  });
}
