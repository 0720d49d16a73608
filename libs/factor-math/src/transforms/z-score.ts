import { mapCrossSections } from '../panel/cross-section.ts';
import { mean, standardDeviation } from '../panel/moments.ts';
import type { Panel } from '../panel/panel.ts';

/**
 * Standardises each session's values, `(x - mean) / sd` with n - 1; missing where a session has fewer than two values or
 * they are all equal.
 *
 * @param panel - days x stocks
 */
export function zScore(panel: Panel): Panel {
  return mapCrossSections(panel, (values) => {
    const centre = mean(values);
    const deviation = standardDeviation(values);
    for (let j = 0; j < values.length; j++) values[j] = deviation > 0 ? (values[j] - centre) / deviation : NaN;
    return values;
  });
}
