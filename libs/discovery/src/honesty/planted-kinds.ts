/**
 * Formulas of the kinds that people plant: reversal, volume and price together, distance to the high of a year, decay of a gap
 * (that to the typical price in the place of vwap, which an invented market does not have), a condition, within groups.
 */
export const plantedKinds = [
  '-ts_returns(close, 5)',
  '-ts_corr(close, volume, 10)',
  'close / ts_max(close, 250)',
  'decay_linear(close / ((high + low + close) / 3), 10)',
  'returns < 0 ? ts_std(returns, 20) : ts_rank(volume, 10)',
  'group_neutralize(delta(close, 10), industry)',
] as const;
