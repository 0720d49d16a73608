import { lagged } from '../panel/lagged.ts';
import type { Panel } from '../panel/panel.ts';
import { rankInformationCoefficient } from './rank-information-coefficient.ts';

/**
 * Rank autocorrelation of a factor: Spearman's correlation across stocks of `signal[t]` with `signal[t - lag]`, per
 * session. Near 1 means that the ranking, and with it the portfolio, hardly changes.
 *
 * @param signal - days x stocks
 * @param lag - sessions. @default 1
 */
export function rankAutocorrelation(signal: Panel, lag = 1): Float64Array {
  return rankInformationCoefficient(lagged(signal, lag), signal);
}
