import { averageRanks, missingPanel, neutraliseByRegression, type Panel } from '@fm/factor-math';
import type { PeriodSessions } from './periods.ts';
import { sharedDoubles, type SearchMarket } from './search-market.ts';

/**
 * The target that candidates are correlated with, (to - from) x stocks: the rank of the forward return of each member,
 * neutral to the groups and exposures of the market by one regression a session, ranked again and centred, between -1/2
 * and 1/2. Returns after the end of the period are not read. Missing where the return, an exposure or the group is.
 */
export function targetOf(market: SearchMarket, horizon: number, { from, to }: PeriodSessions): Float64Array {
  const { returns, members, exposures, groups } = market;
  const { stocks } = returns;
  const cut = (panel: Panel): Panel => ({ days: to - from, stocks, values: rowsOf(panel.values) });
  const rowsOf = (values: Float64Array): Float64Array => values.subarray(from * stocks, to * stocks);
  const earned = missingPanel(to - from, stocks);
  for (let cell = 0; cell < earned.values.length; cell++) {
    const at = from * stocks + cell;
    if (members !== undefined && members[at] !== 1) continue;
    let product = 1;
    for (let step = 1; step <= horizon; step++) product *= 1 + (returns.values[at + step * stocks] as number);
    earned.values[cell] = product;
  }
  const neutral =
    exposures.length === 0 && groups === undefined
      ? earned
      : neutraliseByRegression(centredRanks(earned), exposures.map(cut), groups && rowsOf(groups));
  const target = sharedDoubles(earned.values.length);
  target.set(centredRanks(neutral).values);
  return target;
}

/** Ranks of each session, ties sharing their mean, less their mean and divided by their number. */
function centredRanks({ days, stocks, values }: Panel): Panel {
  const out = missingPanel(days, stocks);
  const columns = new Int32Array(stocks);
  const present = new Float64Array(stocks);
  const ranks = new Float64Array(stocks);
  for (let t = 0; t < days; t++) {
    let n = 0;
    for (let i = 0; i < stocks; i++) {
      const value = values[t * stocks + i] as number;
      if (!Number.isFinite(value)) continue;
      present[n] = value;
      columns[n++] = i;
    }
    averageRanks(present, n, ranks);
    for (let j = 0; j < n; j++)
      out.values[t * stocks + (columns[j] as number)] = ((ranks[j] as number) - (n + 1) / 2) / n;
  }
  return out;
}
