import { quantileOfSorted } from '@fm/factor-math';
import type { FactorInputs } from './definition.ts';

/** Leg numbers of the 2x3 sorts, size first. */
export const sizeValueLegs = {
  smallLow: 0,
  smallMedium: 1,
  smallHigh: 2,
  bigLow: 3,
  bigMedium: 4,
  bigHigh: 5,
} as const;

/**
 * Legs of the 2x3 sorts of Fama and French (1993), Common Risk Factors in the Returns on Stocks and Bonds, Journal of
 * Financial Economics 33(1), within the universe: at the last session of each June stocks are parted at the median of
 * market capitalisation and at the 30th and 70th percentile of book-to-market, and stay in their leg until the next.
 * Book-to-market is stockholders' equity known at that session over market capitalisation at the last session of the
 * December before; a stock without it, or with equity that is not positive, is in no leg. The points that part are those of
 * the members of the universe on that day; a stock that joins it later is in the leg that its own values give it.
 *
 * @returns days x stocks: leg of the stock for the session's return, -1 for none; a session's legs are those formed
 * before it, and only stocks with a market capitalisation the session before and a return are in
 */
export function sizeValueSorts({
  sessions,
  panel,
  member,
}: FactorInputs<'marketCap' | 'stockholdersEquity' | 'returns'>): Int8Array {
  const cap = panel('marketCap');
  const equity = panel('stockholdersEquity');
  const returns = panel('returns');
  const { days, stocks } = cap;
  const legs = new Int8Array(days * stocks).fill(-1);
  let formed: Int8Array = new Int8Array(stocks).fill(-1);
  let december = -1;
  for (let t = 1; t < days; t++) {
    if (isMonthEnd(sessions, t - 1, '12')) december = t - 1;
    if (isMonthEnd(sessions, t - 1, '06'))
      formed = formLegs(cap.values, equity.values, stocks, t - 1, december, member);
    for (let i = 0; i < stocks; i++) {
      const usable =
        (cap.values[(t - 1) * stocks + i] as number) > 0 && Number.isFinite(returns.values[t * stocks + i]);
      legs[t * stocks + i] = usable ? (formed[i] as number) : -1;
    }
  }
  return legs;
}

/** Whether session t is the last of a month, known from the month of t and the session after it. */
function isMonthEnd(sessions: readonly string[], t: number, month: string): boolean {
  return sessions[t]?.slice(5, 7) === month && sessions[t + 1]?.slice(5, 7) !== month;
}

function formLegs(
  cap: Float64Array,
  equity: Float64Array,
  stocks: number,
  june: number,
  december: number,
  member: Uint8Array | undefined,
): Int8Array {
  const size = new Float64Array(stocks).fill(NaN);
  const value = new Float64Array(stocks).fill(NaN);
  for (let i = 0; december >= 0 && i < stocks; i++) {
    const now = cap[june * stocks + i] as number;
    const before = cap[december * stocks + i] as number;
    const book = equity[june * stocks + i] as number;
    if (!(now > 0 && before > 0 && book > 0)) continue;
    size[i] = now;
    value[i] = book / before;
  }
  const isMember = (_: number, i: number): boolean => member === undefined || member[june * stocks + i] === 1;
  const median = quantile(size.filter(isMember), 0.5);
  const low = quantile(value.filter(isMember), 0.3);
  const high = quantile(value.filter(isMember), 0.7);
  return Int8Array.from({ length: stocks }, (_, i) => {
    if (Number.isNaN(size[i])) return -1;
    const row = (size[i] as number) <= median ? 0 : 3;
    return row + ((value[i] as number) <= low ? 0 : (value[i] as number) > high ? 2 : 1);
  });
}

/** Quantile of the values that are there, type 7; NaN of none. */
function quantile(values: Float64Array, probability: number): number {
  return quantileOfSorted(values.filter((value) => !Number.isNaN(value)).sort(), probability);
}

/** Market capitalisation of the session before, the weight of a session's return; zero where there is none. */
export function laggedCap({ panel }: FactorInputs<'marketCap'>): Float64Array {
  const cap = panel('marketCap');
  const lagged = new Float64Array(cap.values.length);
  for (let cell = cap.stocks; cell < lagged.length; cell++) {
    const size = cap.values[cell - cap.stocks] as number;
    lagged[cell] = size > 0 ? size : 0;
  }
  return lagged;
}
