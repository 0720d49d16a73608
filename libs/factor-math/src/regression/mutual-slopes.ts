/** Slopes of one regression on standardised regressors. */
export interface Slopes {
  readonly b: readonly number[];
  /** Enters the series `(G z[t])_j` of the jth regressor. */
  influence(j: number, into: Float64Array): void;
}

/** The inverse over all columns that vary, and their series times it. */
export interface Projected {
  readonly columns: readonly number[];
  readonly inverse: readonly Float64Array[];
  readonly series: readonly Float64Array[];
}

/** Inverts the correlations of columns none of which others nearly determine. */
export function project(z: readonly Float64Array[], correlations: Float64Array, columns: readonly number[]): Projected {
  const inverse = inverseOver(columns, correlations, z.length);
  const parts = columns.map((column) => z[column]);
  return { columns, inverse, series: inverse.map((row) => combination(row, parts, new Float64Array(z[0].length))) };
}

/** Slopes of y on all the others, from the inverse that serves all. */
export function sharedSlopes({ columns, inverse, series }: Projected, y: number): Slopes {
  const place = columns.indexOf(y);
  const places = columns.map((_, at) => at).filter((at) => at !== place);
  const b = places.map((at) => -inverse[place][at] / inverse[place][place]);
  const own = series[place];
  return {
    b,
    influence: (j, into) => {
      const other = series[places[j]];
      for (let t = 0; t < into.length; t++) into[t] = other[t] + b[j] * own[t];
    },
  };
}

/** Slopes of y on some of the others, from an inverse of their own. */
export function ownSlopes(
  z: readonly Float64Array[],
  correlations: Float64Array,
  y: number,
  others: readonly number[],
): Slopes {
  const k = z.length;
  const inverse = inverseOver(others, correlations, k);
  const parts = others.map((other) => z[other]);
  return {
    b: inverse.map((row) => others.reduce((sum, other, j) => sum + row[j] * correlations[y * k + other], 0)),
    influence: (j, into) => void combination(inverse[j], parts, into.fill(0)),
  };
}

/** Adds the weighted sum of series to `into` and returns it. */
function combination(weights: Float64Array, parts: readonly Float64Array[], into: Float64Array): Float64Array {
  parts.forEach((part, j) => {
    const weight = weights[j];
    for (let t = 0; t < into.length; t++) into[t] += weight * part[t];
  });
  return into;
}

function inverseOver(columns: readonly number[], correlations: Float64Array, k: number): Float64Array[] {
  return inverseOf(
    columns.map((a) => Float64Array.from(columns, (b) => correlations[a * k + b])),
    columns.length,
  );
}

/** Inverse of a positive definite matrix by Gauss and Jordan; pivots are safe since dependent columns were left out. */
function inverseOf(matrix: readonly Float64Array[], size: number): Float64Array[] {
  const left = matrix.map((row) => row.slice());
  const right = left.map((_, i) => {
    const row = new Float64Array(size);
    row[i] = 1;
    return row;
  });
  for (let p = 0; p < size; p++) {
    const pivot = left[p][p];
    for (let j = 0; j < size; j++) {
      left[p][j] /= pivot;
      right[p][j] /= pivot;
    }
    for (let i = 0; i < size; i++) {
      const factor = left[i][p];
      if (i === p || factor === 0) continue;
      for (let j = 0; j < size; j++) {
        left[i][j] -= factor * left[p][j];
        right[i][j] -= factor * right[p][j];
      }
    }
  }
  return right;
}
