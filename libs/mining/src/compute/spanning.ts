import {
  centreOfCluster,
  correlationClusters,
  independentSeries,
  spanningRegression,
  type SpanningRegression,
} from '@fm/factor-math';

/** Factors whose returns are correlated by at least this much, in either direction, count as one. */
export const nearDuplicates = 0.7;

/** Sessions that a regression needs beyond its coefficients. */
export const spareObservations = 30;

/** Largest number of clusters that a factor is regressed on: those whose returns are most correlated with its own. */
const mostRegressors = 20;

/** Return series of some factors over one range: one element per session, NaN is missing. */
export interface SpanningInput {
  readonly names: readonly string[];
  readonly series: readonly Float64Array[];
  /** names x names, row-major. */
  readonly correlations: Float64Array;
}

/** A factor regressed on the representatives of the other clusters. */
export interface Spanned {
  readonly regression: SpanningRegression;
  /** Names of the regressors, in the order of the slopes. */
  readonly others: readonly string[];
}

/**
 * Regresses each factor on those that are not near-duplicates of it: one factor represents each other cluster of
 * {@link nearDuplicates}, so that twins neither span each other nor count twice. A factor with an alpha of zero
 * adds nothing to the others (Huberman and Kandel 1987; Fama and French 2015, section 7).
 *
 * @param taking - factors that may represent a cluster and are tested: those with returns in enough of the sessions
 * @returns by name; a factor without others, or with too few sessions, is not in it
 */
export function spannedByOthers(input: SpanningInput, taking: ReadonlySet<string>): Map<string, Spanned> {
  const { names, correlations } = input;
  const count = names.length;
  const clusters = correlationClusters(correlations, count, nearDuplicates)
    .map((members) => members.filter((member) => taking.has(names[member] as string)))
    .filter((members) => members.length > 0);
  const centres = clusters.map((members) => centreOfCluster(correlations, count, members));
  const found = new Map<string, Spanned>();
  clusters.forEach((members, own) => {
    const others = centres.filter((_, at) => at !== own);
    for (const member of members) {
      const spanned = regressed(member, others, input);
      if (spanned !== undefined) found.set(names[member] as string, spanned);
    }
  });
  return found;
}

function regressed(
  factor: number,
  others: readonly number[],
  { names, series, correlations }: SpanningInput,
): Spanned | undefined {
  const own = series[factor] as Float64Array;
  const sizeWith = (other: number): number => Math.abs(correlations[factor * names.length + other] as number) || 0;
  const closest = [...others].sort((a, b) => sizeWith(b) - sizeWith(a) || a - b);
  const most = Math.min(mostRegressors, own.length - 1 - spareObservations);
  if (closest.length === 0 || most < 1) return undefined;
  const columns = completeRows([own, ...closest.slice(0, most).map((other) => series[other] as Float64Array)]);
  const [y, ...xs] = columns as [Float64Array, ...Float64Array[]];
  const independent = independentSeries(xs);
  if (independent.length === 0 || y.length < independent.length + 1 + spareObservations) return undefined;
  const regression = spanningRegression(
    y,
    independent.map((place) => xs[place] as Float64Array),
  );
  if (!regression.ok) return undefined;
  return { regression, others: independent.map((place) => names[closest[place] as number] as string) };
}

/** The sessions in which all series have a value. */
function completeRows(series: readonly Float64Array[]): Float64Array[] {
  const rows: number[] = [];
  const length = series[0]?.length ?? 0;
  for (let t = 0; t < length; t++) if (series.every((one) => Number.isFinite(one[t]))) rows.push(t);
  return series.map((one) => Float64Array.from(rows, (t) => one[t] as number));
}
