/** Minimum and maximum number of jobs of an array in AWS Batch. */
const smallestArray = 2;
const largestArray = 10_000;

/** Jobs of the array that does a number of batches; where there are more batches than jobs, a job does several. */
export function arraySize(batches: number): number {
  return Math.min(largestArray, Math.max(smallestArray, batches));
}

/** Places of the batches that the job with an index does; none where the array has more jobs than there are batches. */
export function* batchesOfJob(batches: number, index: number): Generator<number> {
  const jobs = arraySize(batches);
  for (let place = index; place < batches; place += jobs) yield place;
}
