/** Arithmetic mean, corrected by the mean of the residuals so that a constant has exactly itself; NaN for no values. */
export function mean(x: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < x.length; t++) sum += x[t];
  const first = sum / x.length;
  let rest = 0;
  for (let t = 0; t < x.length; t++) rest += x[t] - first;
  return first + rest / x.length;
}

/** Sample standard deviation, `sqrt(sum (x - mean)^2 / (n - 1))`, in two passes; NaN below two values. */
export function standardDeviation(x: Float64Array): number {
  const centre = mean(x);
  let sum = 0;
  for (let t = 0; t < x.length; t++) {
    const difference = x[t] - centre;
    sum += difference * difference;
  }
  return x.length < 2 ? NaN : Math.sqrt(sum / (x.length - 1));
}
