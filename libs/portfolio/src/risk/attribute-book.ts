import {
  annualisedMean,
  attributeReturn,
  attributeRisk,
  explainReturns,
  exposuresOf,
  weightedCovariance,
  weightedVariance,
  type BookSeries,
  type Panel,
} from '@fm/factor-math';
import { riskExposures, type ExposureInputs, type RiskExposures } from './risk-exposures.ts';

/** The contribution of a factor of the risk model to a book. */
export interface AttributedFactor {
  readonly name: string;
  /** Mean over the sessions of the exposure that the book began them with. */
  readonly exposure: number;
  /** Mean return a year from it, before costs. */
  readonly return: number;
  /** Part of the volatility a year that the book of the last session has by the model. */
  readonly risk: number;
}

/** Return and risk of a book split over industries, styles and what they do not explain; each adds up to its whole. */
export interface BookAttribution {
  /** First and last session of it. */
  readonly from: string;
  readonly to: string;
  readonly sessions: number;
  readonly factors: readonly AttributedFactor[];
  readonly specific: Pick<AttributedFactor, 'return' | 'risk'>;
  readonly whole: Pick<AttributedFactor, 'return' | 'risk'>;
  /** Mean number of stocks in the regressions. */
  readonly stocks: number;
}

const warmUp = 252;
/** Sessions between two looks at the exposures. */
const renewal = 21;
const memory = { halfLife: 252, lag: 2 };
const year = 252;

/**
 * Splits the gross return of a book, session for session, and the risk that the model sees in what it holds at the end.
 * On each session the returns of the stocks are regressed on their exposures (`riskExposures`, renewed every 21
 * sessions), with the root of the capitalisation as weight where it is known; the exposure of the book, at the weights
 * that it began the session with, times the return of a factor is what the factor gave it. The rest, including stocks
 * without exposures and delistings, is specific. Risk takes the covariance of the factor returns, with two
 * autocovariances, and the variances of the specific ones, without; both with a half-life of 252 sessions.
 *
 * @param series - of a book that is traded at closes, with its weights
 * @returns undefined where the book has no session after the first 252
 */
export function attributeBook(
  inputs: ExposureInputs,
  series: BookSeries & { readonly weights: Panel },
  sessions: readonly string[],
): BookAttribution | undefined {
  const { stocks, days } = inputs.returns;
  const from = Math.max(series.first, warmUp + 1);
  const end = series.ruin ?? days;
  if (from >= end) return undefined;
  const rowOf = ({ values }: Panel, t: number): Float64Array => values.subarray(t * stocks, (t + 1) * stocks);
  const exposuresAt = riskExposures(inputs);
  let exposures: RiskExposures | undefined;
  const count = end - from;
  const [parts, given, held] = [[], [], []] as [Float64Array[], Float64Array[], Float64Array[]];
  const specific = Array.from({ length: stocks }, () => new Float64Array(count).fill(NaN));
  const rest = new Float64Array(count);
  let regressed = 0;
  for (let t = from; t < end; t++) {
    if (exposures === undefined || (t - 1 - warmUp) % renewal === 0) exposures = exposuresAt(t - 1);
    const { rows, names } = exposures;
    const weights = inputs.sizes === undefined ? undefined : rowOf(inputs.sizes, t - 1).map(Math.sqrt);
    const explained = explainReturns(rowOf(inputs.returns, t), rows, weights);
    const factorReturns = explained?.factors ?? new Float64Array(names.length);
    const own = exposuresOf(rowOf(series.weights, t - 1), rows);
    const split = attributeReturn(series.gross[t] as number, own, factorReturns);
    held.push(own);
    given.push(factorReturns);
    parts.push(split.factors);
    rest[t - from] = split.specific;
    regressed += explained?.stocks ?? 0;
    explained?.specific.forEach((value, i) => ((specific[i] as Float64Array)[t - from] = value));
  }
  const last = exposures as RiskExposures;
  const seriesOf = (of: readonly Float64Array[], k: number): Float64Array =>
    Float64Array.from(of, (row) => row[k] as number);
  const covariance = weightedCovariance(
    last.names.map((_, k) => seriesOf(given, k)),
    memory,
  );
  const variances = Float64Array.from(specific, (values) => weightedVariance(values, memory));
  const risk = attributeRisk(series.lastWeights, exposuresOf(series.lastWeights, last.rows), covariance, variances);
  const scale = Math.sqrt(year);
  return {
    ...{ from: sessions[from] as string, to: sessions[end - 1] as string, sessions: count, stocks: regressed / count },
    factors: last.names.map((name, k) => ({
      name,
      exposure: annualisedMean(seriesOf(held, k)) / year,
      return: annualisedMean(seriesOf(parts, k)),
      risk: (risk.factors[k] as number) * scale,
    })),
    specific: { return: annualisedMean(rest), risk: risk.specific * scale },
    whole: { return: annualisedMean(series.gross.slice(from, end)), risk: risk.whole * scale },
  };
}
