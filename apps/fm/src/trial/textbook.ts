import { studentCritical, studentTwoSided } from './student-t.ts';

/** Prices of one stock, one entry per session of the stock. */
export interface PriceSeries {
  readonly symbol: string;
  readonly dates: readonly string[];
  readonly adjusted: readonly number[];
  readonly volume: readonly number[];
}

/** A factor as the textbook computes it: one value per session of the stock, undefined before the warm-up. */
export type TextbookFactor = (series: PriceSeries) => (number | undefined)[];

/** One regression as the textbook reports it. */
export interface TextbookRegression {
  readonly observations: number;
  readonly alpha: number;
  readonly beta: number;
  readonly tStat: number;
  readonly tStatNeweyWest: number;
  readonly pValue: number;
  readonly rSquared: number;
  readonly betaLow: number;
  readonly betaHigh: number;
}

/** Relative strength index of Wilder, written from the recursion of the averages. */
export function textbookRsi(n: number): TextbookFactor {
  return ({ adjusted }) => {
    let gain = 0;
    let loss = 0;
    return adjusted.map((price, t) => {
      if (t === 0) return undefined;
      const change = price - (adjusted[t - 1] as number);
      if (t <= n) {
        gain += Math.max(change, 0) / n;
        loss += Math.max(-change, 0) / n;
        if (t < n) return undefined;
      } else {
        gain = (gain * (n - 1) + Math.max(change, 0)) / n;
        loss = (loss * (n - 1) + Math.max(-change, 0)) / n;
      }
      if (loss === 0) return gain === 0 ? 50 : 100;
      return 100 - 100 / (1 + gain / loss);
    });
  };
}

export const textbookRoc20: TextbookFactor = ({ adjusted }) =>
  adjusted.map((price, t) => (t < 20 ? undefined : price / (adjusted[t - 20] as number) - 1));

export const textbookVolume: TextbookFactor = ({ volume }) =>
  volume.map((_, t) => (t < 19 ? undefined : volume.slice(t - 19, t + 1).reduce((sum, v) => sum + v, 0) / 20));

interface Day {
  readonly date: string;
  readonly ranked: readonly { symbol: string; return: number }[];
  readonly returns: ReadonlyMap<string, number>;
}

/** The sessions of a market with their returns and their ranking by yesterday's factor value. */
export function textbookDays(market: readonly PriceSeries[], factor: TextbookFactor): Day[] {
  const calendar = [...new Set(market.flatMap((series) => series.dates))].sort();
  const prices = market.map((series) => new Map(series.dates.map((date, at) => [date, series.adjusted[at] as number])));
  const values = market.map((series) => {
    const computed = factor(series);
    return new Map(series.dates.map((date, at) => [date, computed[at]]));
  });
  return calendar.slice(1).map((date, at) => {
    const yesterday = calendar[at] as string;
    const returns = new Map<string, number>();
    const candidates: { symbol: string; value: number; return: number }[] = [];
    market.forEach(({ symbol }, i) => {
      const now = prices[i]?.get(date);
      const before = prices[i]?.get(yesterday);
      if (now === undefined || before === undefined) return;
      returns.set(symbol, now / before - 1);
      const value = values[i]?.get(yesterday);
      if (value !== undefined) candidates.push({ symbol, value, return: now / before - 1 });
    });
    candidates.sort((a, b) => a.value - b.value || (a.symbol < b.symbol ? -1 : 1));
    return { date, ranked: candidates, returns };
  });
}

/** High minus Low of equally weighted terciles, optionally without one stock's own position; undefined without legs. */
export function textbookSpread(day: Day, without?: string): number | undefined {
  const size = Math.floor(day.ranked.length / 3);
  if (size === 0) return undefined;
  const keep = (stock: { symbol: string }): boolean => stock.symbol !== without;
  const low = day.ranked.slice(0, size).filter(keep);
  const high = day.ranked.slice(day.ranked.length - size).filter(keep);
  if (low.length === 0 || high.length === 0) return undefined;
  return average(high.map((stock) => stock.return)) - average(low.map((stock) => stock.return));
}

/** Simple regression with the sums of the textbook; undefined below 30 observations. */
export function textbookRegression(pairs: readonly { x: number; y: number }[]): TextbookRegression | undefined {
  const n = pairs.length;
  if (n < 30) return undefined;
  const meanX = average(pairs.map((pair) => pair.x));
  const meanY = average(pairs.map((pair) => pair.y));
  const sxx = total(pairs.map(({ x }) => (x - meanX) ** 2));
  const sxy = total(pairs.map(({ x, y }) => (x - meanX) * (y - meanY)));
  const syy = total(pairs.map(({ y }) => (y - meanY) ** 2));
  const beta = sxy / sxx;
  const alpha = meanY - beta * meanX;
  const residuals = pairs.map(({ x, y }) => y - alpha - beta * x);
  const error = Math.sqrt(total(residuals.map((e) => e * e)) / (n - 2) / sxx);
  const critical = studentCritical(0.05, n - 2);
  const moments = pairs.map(({ x }, at) => (x - meanX) * (residuals[at] as number));
  const lags = Math.floor(4 * (n / 100) ** (2 / 9));
  let longRun = total(moments.map((m) => m * m));
  for (let lag = 1; lag <= lags; lag++) {
    const products = moments.slice(lag).map((m, at) => m * (moments[at] as number));
    longRun += 2 * (1 - lag / (lags + 1)) * total(products);
  }
  return {
    observations: n,
    alpha,
    beta,
    tStat: beta / error,
    tStatNeweyWest: beta / (Math.sqrt(longRun) / sxx),
    pValue: studentTwoSided(beta / error, n - 2),
    rSquared: (sxy * sxy) / (sxx * syy),
    betaLow: beta - critical * error,
    betaHigh: beta + critical * error,
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Arithmetic mean. */
export function average(values: readonly number[]): number {
  return total(values) / values.length;
}
