import type { Panel } from '../panel/panel.ts';
import { rateOfChange } from '../rolling/rate-of-change.ts';

/**
 * Simple returns over one session, `r[t] = p[t] / p[t-1] - 1`; missing where either price is, and in the first row.
 *
 * @param prices - adjusted prices, days x stocks
 */
export function simpleReturns(prices: Panel): Panel {
  return rateOfChange(prices, 1);
}
