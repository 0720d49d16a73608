import { mapCrossSections } from '../panel/cross-section.ts';
import type { Panel } from '../panel/panel.ts';
import { quantileOfSorted } from '../ranking/quantile.ts';

/**
 * Pulls each session's values into the range between two of its quantiles (type 7), e.g. 0.01 and 0.99.
 *
 * Source: Tukey (1962), The Future of Data Analysis.
 *
 * @param panel - days x stocks
 */
export function winsorise(panel: Panel, lower: number, upper: number): Panel {
  if (!(lower >= 0 && lower <= upper && upper <= 1)) {
    throw new RangeError(`winsorising needs 0 <= lower <= upper <= 1, not ${lower} and ${upper}`);
  }
  return mapCrossSections(panel, (values) => {
    const sorted = values.slice().sort();
    const least = quantileOfSorted(sorted, lower);
    const most = quantileOfSorted(sorted, upper);
    return values.map((value) => Math.min(most, Math.max(least, value)));
  });
}
