/** Fewest and most jobs of an array in AWS Batch. */
const smallestArray = 2;
const largestArray = 10_000;

/** Jobs of the array that does a number of slices; where there are more slices than jobs, a job does several. */
export function arraySize(slices: number): number {
  return Math.min(largestArray, Math.max(smallestArray, slices));
}

/** Places of the slices that the job with an index does; none where the array has more jobs than there are slices. */
export function* slicesOfJob(slices: number, index: number): Generator<number> {
  const jobs = arraySize(slices);
  for (let place = index; place < slices; place += jobs) yield place;
}
