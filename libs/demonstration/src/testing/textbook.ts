import type { ReadMarket } from './read-market.ts';

/** Mean of the finite values. */
export function mean(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite);
  return finite.reduce((sum, value) => sum + value, 0) / finite.length;
}

/** p[t] / p[t-n] - 1. */
export function rateOfChange(prices: readonly number[][], n: number): number[][] {
  return prices.map((stock) => stock.map((price, t) => (t < n ? NaN : price / stock[t - n]! - 1)));
}

/** Mean over the n sessions up to t, missing where one of them is. */
export function meanVolume(volume: readonly number[][], n: number): number[][] {
  return volume.map((stock) =>
    stock.map((_, t) => {
      const window = stock.slice(Math.max(0, t - n + 1), t + 1);
      return window.length === n && window.every(Number.isFinite) ? mean(window) : NaN;
    }),
  );
}

/** Equal-weighted top minus bottom third by the value of the session before. */
export function longShort({ sessions, symbols, returns }: ReadMarket, values: readonly number[][]): number[] {
  return sessions.map((_, t) => {
    if (t === 0) return NaN;
    const ranked = symbols
      .map((symbol, i) => ({ symbol, value: values[i]![t - 1]!, change: returns[i]![t]! }))
      .filter(({ value, change }) => Number.isFinite(value) && Number.isFinite(change))
      .sort((a, b) => a.value - b.value || (a.symbol < b.symbol ? -1 : 1));
    const size = Math.floor(ranked.length / 3);
    if (size === 0) return NaN;
    return (
      mean(ranked.slice(-size).map(({ change }) => change)) - mean(ranked.slice(0, size).map(({ change }) => change))
    );
  });
}

/** Slope of y on a constant and x over the sessions on which both are finite. */
export function olsSlope(y: readonly number[], x: readonly number[]): number {
  const pairs = y.map((value, t) => [value, x[t]!] as const).filter((pair) => pair.every(Number.isFinite));
  const meanY = mean(pairs.map(([value]) => value));
  const meanX = mean(pairs.map(([, value]) => value));
  const covariance = pairs.reduce((sum, [a, b]) => sum + (a - meanY) * (b - meanX), 0);
  return covariance / pairs.reduce((sum, [, b]) => sum + (b - meanX) ** 2, 0);
}
