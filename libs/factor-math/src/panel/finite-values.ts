/** A copy of the values that are not missing, in order. */
export function finiteValues(x: Float64Array): Float64Array {
  const values = new Float64Array(x.length);
  let n = 0;
  for (let t = 0; t < x.length; t++) {
    values[n] = x[t];
    n += Number.isNaN(x[t]) ? 0 : 1;
  }
  return values.subarray(0, n);
}
