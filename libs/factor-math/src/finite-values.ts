/** A copy of the values that are not missing, in order. */
export function finiteValues(x: Float64Array): Float64Array {
  return x.filter((value) => !Number.isNaN(value));
}
