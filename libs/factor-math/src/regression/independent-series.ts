/** A share of its variance below which a series counts as determined by others. */
const determined = 1e-8;

/**
 * Positions of the series that vary and that the ones taken before them do not determine: what Gram and Schmidt's
 * orthogonalisation leaves of each (Golub and Van Loan, Matrix Computations, section 5.2).
 *
 * @param series - complete series of one length
 */
export function independentSeries(series: readonly Float64Array[]): number[] {
  const taken: Float64Array[] = [];
  const places: number[] = [];
  series.forEach((one, place) => {
    const rest = standardised(one);
    if (rest === undefined) return;
    // Twice is enough: what rounding leaves of the others after the first pass goes in the second.
    for (let pass = 0; pass < 2; pass++) {
      for (const before of taken) subtract(rest, before, dot(rest, before));
    }
    const left = dot(rest, rest);
    if (left < determined) return;
    const scale = 1 / Math.sqrt(left);
    taken.push(rest.map((value) => value * scale));
    places.push(place);
  });
  return places;
}

/** Deviations from the mean with a sum of squares of 1; undefined for a series that does not vary. */
function standardised(series: Float64Array): Float64Array | undefined {
  if (series.every((value) => value === series[0])) return undefined;
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length;
  const centred = series.map((value) => value - mean);
  const scale = 1 / Math.sqrt(dot(centred, centred));
  return centred.map((value) => value * scale);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t] * b[t];
  return sum;
}

function subtract(from: Float64Array, what: Float64Array, times: number): void {
  for (let t = 0; t < from.length; t++) from[t] -= times * what[t];
}
