import type { Panel } from '@fm/factor-math';
import type { FactorInputs } from '@fm/factors';

/** Values of stocks whose close, as quoted on the day, reaches a price; missing of others. */
export function valuesFromPrice(
  values: Panel,
  market: Pick<FactorInputs, 'panel'>,
  minPrice: number | undefined,
): Panel {
  if (minPrice === undefined) return values;
  const closes = market.panel('unadjustedClose').values;
  return { ...values, values: values.values.map((value, cell) => ((closes[cell] ?? NaN) >= minPrice ? value : NaN)) };
}

/**
 * Values of the stocks that are members of the universe on the day; missing of others. What compares stocks with each
 * other (quantiles, regressions, standard deviations, ranks) compares only members, or stocks that join the universe later
 * would have an effect before they do.
 *
 * @returns the same panel where all stocks are members always
 */
export function valuesOfMembers(values: Panel, member: Uint8Array | undefined): Panel {
  if (member === undefined) return values;
  return { ...values, values: values.values.map((value, cell) => (member[cell] === 0 ? NaN : value)) };
}
