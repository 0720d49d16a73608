import {
  annualisedMean,
  forwardReturns,
  type MeanTest,
  netSpread,
  quantileReturns,
  rankAutocorrelation,
  rankInformationCoefficient,
  sortedPortfolios,
  summariseInformationCoefficient,
  summariseQuantiles,
  turnover,
} from '@fm/factor-math';
import type { Signal } from '../api/schemas.ts';
import { normalQuantiles } from '../statistics/normal-quantiles.ts';
import type { FactorPanels } from './factor-panels.ts';

const horizons = [1, 5, 10, 21, 42, 63];
const lags = [1, 5, 21];
const costs = [0, 5, 10, 25];
const sessionsPerYear = 252;

/** Dates between which the evidence is collected; absent means all. */
export interface Window {
  readonly start?: string;
  readonly end?: string;
}

/**
 * What a factor's values say about the returns after them: rank information coefficients and their decay, returns by
 * quantile, rank autocorrelation, turnover and the premium after costs. Equal weights throughout. Values and returns
 * come from all sessions; only the sessions of the window are summarised.
 */
export function signalEvidence(panels: FactorPanels, window: Window = {}): Omit<Signal, 'run' | 'factor'> {
  const { signal, returns, sessions, symbols } = panels;
  const from = sessions.findIndex((day) => day >= (window.start ?? ''));
  const to = sessions.findLastIndex((day) => day <= (window.end ?? '9999'));
  const within = (series: Float64Array) => (from === -1 ? new Float64Array(0) : series.subarray(from, to + 1));
  const coefficients = within(rankInformationCoefficient(signal, forwardReturns(returns, 1)));
  const groups = symbols.length >= 10 ? 5 : 3;
  const quantiles = summariseQuantiles(quantileReturns(signal, returns, { groups }), { from: Math.max(0, from), to });
  const portfolios = sortedPortfolios(signal, returns);
  return {
    sessions: Math.max(0, to - from + 1),
    stocks: symbols.length,
    coefficients: Array.from(coefficients, (value, at) => ({
      date: sessions[from + at] as string,
      value: finite(value),
    })).filter((point) => point.value !== null),
    normalQuantiles: normalQuantiles(Array.from(coefficients).filter(Number.isFinite)),
    decay: horizons.map((horizon) => {
      const summary = summariseInformationCoefficient(
        within(rankInformationCoefficient(signal, forwardReturns(returns, horizon))),
        horizon,
      );
      return {
        horizon,
        mean: finite(summary.mean),
        standardDeviation: finite(summary.standardDeviation),
        ratio: finite(summary.ratio),
        standardError: finite(summary.standardError),
        tStat: finite(summary.t),
        positiveShare: finite(summary.positiveShare),
        observations: summary.observations,
      };
    }),
    quantiles: quantiles.groups.map((test, at) => ({ group: `${at + 1} of ${groups}`, ...annual(test) })),
    spread: annual(quantiles.spread),
    rankAutocorrelation: lags.map((lag) => ({ lag, mean: meanOf(within(rankAutocorrelation(signal, lag))) })),
    turnover: meanOf(within(turnover(portfolios, returns))),
    netPremium: costs.map((basisPoints) => ({
      basisPoints,
      // Without costs every session counts; with them the first one has no trade before it.
      premium: finite(
        annualisedMean(within(basisPoints === 0 ? portfolios.spread : netSpread(portfolios, returns, basisPoints))),
      ),
    })),
  };
}

function annual(test: MeanTest) {
  return {
    mean: finite(test.mean * sessionsPerYear),
    standardError: finite(test.neweyWestError * sessionsPerYear),
    tStat: finite(test.neweyWestT),
    observations: test.observations,
  };
}

function meanOf(series: Float64Array): number | null {
  const values = series.filter((value) => Number.isFinite(value));
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** JSON has no NaN: a value that cannot be computed is missing. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
