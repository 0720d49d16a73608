/** Textbook matrix algebra on arrays of rows, as the independent half of a comparison. */
export function transpose(a: number[][]): number[][] {
  return a[0].map((_, j) => a.map((row) => row[j]));
}

export function multiply(a: number[][], b: number[][]): number[][] {
  return a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
}

/** Gauss-Jordan elimination with partial pivoting. */
export function inverse(a: number[][]): number[][] {
  const n = a.length;
  const work = a.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let j = 0; j < n; j++) {
    const pivot = work.reduce((best, row, i) => (i >= j && Math.abs(row[j]) > Math.abs(work[best][j]) ? i : best), j);
    [work[j], work[pivot]] = [work[pivot], work[j]];
    work[j] = work[j].map((value, _, row) => value / row[j]);
    for (let i = 0; i < n; i++) {
      if (i !== j) work[i] = work[i].map((value, k) => value - work[i][j] * work[j][k]);
    }
  }
  return work.map((row) => row.slice(n));
}

/** `(X'X)^-1 X'Y` by the normal equations. */
export function leastSquares(x: number[][], y: number[][]): number[][] {
  const t = transpose(x);
  return multiply(inverse(multiply(t, x)), multiply(t, y));
}
