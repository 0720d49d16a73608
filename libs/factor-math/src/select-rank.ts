/**
 * The value that sorting `keys[from]` to `keys[n - 1]` would put at `k`; nothing before `k` is then larger, nothing after
 * it smaller (Hoare 1961, algorithm 65, with the median of three as pivot).
 */
export function selectRank(keys: Float64Array, from: number, n: number, k: number): number {
  let left = from;
  let right = n - 1;
  while (left < right) {
    const pivot = medianOfThree(keys[left], keys[(left + right) >>> 1], keys[right]);
    let i = left;
    let j = right;
    while (i <= j) {
      while (keys[i] < pivot) i++;
      while (keys[j] > pivot) j--;
      if (i > j) break;
      const swapped = keys[i];
      keys[i++] = keys[j];
      keys[j--] = swapped;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else return keys[k];
  }
  return keys[k];
}

function medianOfThree(a: number, b: number, c: number): number {
  return a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
}
