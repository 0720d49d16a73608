import { studentTwoSided } from './student-t.ts';
import { average, textbookDays, textbookSpread, type PriceSeries, type TextbookFactor } from './textbook.ts';

/** Numbers of the first screen of a run for one factor, from loops over the definitions. */
export interface FirstScreen {
  readonly premium: number;
  readonly t: number;
  readonly pValue: number;
  readonly cost: number;
  readonly side: 'long' | 'short';
  readonly net: number;
  readonly ic: number;
  readonly sharpePerSession: number;
  readonly skewness: number;
  readonly kurtosis: number;
  readonly sessions: number;
}

type Day = ReturnType<typeof textbookDays>[number];

/**
 * The first screen of a factor of equally weighted terciles.
 *
 * @param basisPoints - cost per value traded
 * @param horizon - sessions of the forward return of the information coefficient
 */
export function textbookFirstScreen(
  market: readonly PriceSeries[],
  factor: TextbookFactor,
  within: (date: string) => boolean,
  { basisPoints, horizon }: { readonly basisPoints: number; readonly horizon: number },
): FirstScreen {
  const days = textbookDays(market, factor);
  const sample = days.filter((day) => within(day.date));
  const spreads = sample.map((day) => textbookSpread(day)).filter((value) => value !== undefined);
  const mean = average(spreads);
  const moment = (power: number): number => average(spreads.map((value) => (value - mean) ** power));
  const { t, pValue } = cosineTest(spreads);
  const traded = days
    .map((day, at) => (at > 0 && within(day.date) ? tradedOn(days[at - 1] as Day, day) : undefined))
    .filter((value) => value !== undefined);
  const cost = (average(traded) * basisPoints * 252) / 10_000;
  const premium = mean * 252;
  return {
    ...{ premium, t, pValue, cost, sessions: spreads.length },
    side: premium < 0 ? 'short' : 'long',
    net: Math.abs(premium) - cost,
    ic: average(coefficients(market, factor, sample, horizon)),
    sharpePerSession: mean / Math.sqrt((moment(2) * spreads.length) / (spreads.length - 1)),
    skewness: moment(3) / moment(2) ** 1.5,
    kurtosis: moment(4) / moment(2) ** 2,
  };
}

/** The t of a mean whose error is made of its first cosine sums, and its p-value. */
function cosineTest(values: readonly number[]): { t: number; pValue: number } {
  const n = values.length;
  const count = Math.min(64, Math.round(0.41 * n ** (2 / 3)));
  let squares = 0;
  for (let j = 1; j <= count; j++) {
    let sum = 0;
    values.forEach((value, at) => (sum += value * Math.cos((Math.PI * j * (2 * at + 1)) / (2 * n))));
    squares += (2 / n) * sum * sum;
  }
  const t = average(values) / Math.sqrt(squares / count / n);
  return { t, pValue: studentTwoSided(t, count) };
}

/** Weights of a session's portfolio, the shorts negative; undefined without legs. */
function weightsOf(day: Day): Map<string, number> | undefined {
  const size = Math.floor(day.ranked.length / 3);
  if (size === 0) return undefined;
  const low = day.ranked.slice(0, size).map(({ symbol }) => [symbol, -1 / size] as const);
  const high = day.ranked.slice(-size).map(({ symbol }) => [symbol, 1 / size] as const);
  return new Map([...low, ...high]);
}

/** Value bought and sold into the portfolio of a session from the one before, whose weights moved with its returns. */
function tradedOn(before: Day, now: Day): number | undefined {
  const [held, wanted] = [weightsOf(before), weightsOf(now)];
  if (held === undefined || wanted === undefined) return undefined;
  const grown = new Map(
    [...held].map(([symbol, weight]) => [symbol, weight * (1 + (before.returns.get(symbol) ?? NaN))]),
  );
  const legValue = (sign: number): number =>
    Math.abs([...grown.values()].filter((value) => value * sign > 0).reduce((sum, value) => sum + value, 0));
  const values = { 1: legValue(1), [-1]: legValue(-1) };
  return [...new Set([...grown.keys(), ...wanted.keys()])].reduce((sum, symbol) => {
    const value = grown.get(symbol) ?? 0;
    const drifted = value === 0 ? 0 : value / (value > 0 ? values[1] : values[-1]);
    return sum + Math.abs((wanted.get(symbol) ?? 0) - drifted);
  }, 0);
}

/** Rank correlations of the signal of the session before each with the return over the sessions from there that end in the sample. */
function coefficients(
  market: readonly PriceSeries[],
  factor: TextbookFactor,
  sample: readonly Day[],
  horizon: number,
): number[] {
  const calendar = [...new Set(market.flatMap((series) => series.dates))].sort();
  const place = new Map(calendar.map((date, at) => [date, at]));
  const prices = market.map((series) => new Map(series.dates.map((date, at) => [date, series.adjusted[at] as number])));
  const values = market.map((series) => {
    const computed = factor(series);
    return new Map(series.dates.map((date, at) => [date, computed[at]]));
  });
  const last = place.get(sample[sample.length - 1]?.date ?? '') as number;
  return sample.flatMap(({ date }) => {
    const signal = (place.get(date) as number) - 1;
    if (signal + horizon > last) return [];
    const span = calendar.slice(signal, signal + horizon + 1);
    const pairs = market.flatMap((_, i) => {
      const value = values[i]?.get(span[0] as string);
      const path = span.map((day) => prices[i]?.get(day));
      if (value === undefined || path.includes(undefined)) return [];
      return [{ x: value, y: (path[horizon] as number) / (path[0] as number) - 1 }];
    });
    return pairs.length < 2 ? [] : [rankCorrelation(pairs)];
  });
}

function rankCorrelation(pairs: readonly { x: number; y: number }[]): number {
  const ranks = (values: readonly number[]): number[] =>
    values.map(
      (value) =>
        values.filter((other) => other < value).length + (values.filter((other) => other === value).length - 1) / 2,
    );
  const [a, b] = [ranks(pairs.map(({ x }) => x)), ranks(pairs.map(({ y }) => y))];
  const [meanA, meanB] = [average(a), average(b)];
  const product = (u: readonly number[], v: readonly number[], mu: number, mv: number): number =>
    u.reduce((sum, value, at) => sum + (value - mu) * ((v[at] as number) - mv), 0);
  return product(a, b, meanA, meanB) / Math.sqrt(product(a, a, meanA, meanA) * product(b, b, meanB, meanB));
}

/** Benjamini and Hochberg's adjustment: the least `p m / rank` of those at least as large. */
export function textbookAdjusted(pValues: readonly number[]): number[] {
  const rankOf = (p: number): number => pValues.filter((other) => other <= p).length;
  return pValues.map((p) =>
    Math.min(1, ...pValues.filter((other) => other >= p).map((other) => (other * pValues.length) / rankOf(other))),
  );
}

/** Deflated Sharpe ratios of trials, of the portfolio sold where the Sharpe ratio is negative. */
export function textbookDeflated(trials: readonly FirstScreen[]): number[] {
  const scaled = trials.map(({ sharpePerSession, sessions }) => sharpePerSession * Math.sqrt(sessions));
  const centre = average(scaled);
  const variance = scaled.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (scaled.length - 1);
  const euler = 0.5772156649015329;
  const typical =
    (1 - euler) * normalQuantile(1 - 1 / trials.length) + euler * normalQuantile(1 - 1 / (trials.length * Math.E));
  return trials.map(({ sharpePerSession, skewness, kurtosis, sessions }) => {
    const [sharpe, skew] = sharpePerSession < 0 ? [-sharpePerSession, -skewness] : [sharpePerSession, skewness];
    const error = Math.sqrt((1 - skew * sharpe + ((kurtosis - 1) / 4) * sharpe ** 2) / (sessions - 1));
    return normal((sharpe - Math.sqrt(variance / sessions) * typical) / error);
  });
}

/** Distribution function of the normal by Simpson's rule. */
function normal(x: number): number {
  const steps = 2000;
  const h = x / steps;
  const density = (u: number): number => Math.exp((-u * u) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(0) + density(x);
  for (let k = 1; k < steps; k++) sum += (k % 2 === 1 ? 4 : 2) * density(k * h);
  return 0.5 + (sum * h) / 3;
}

function normalQuantile(p: number): number {
  let [low, high] = [-9, 9];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (normal(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
