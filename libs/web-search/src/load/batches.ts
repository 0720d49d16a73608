/** Keys of one query: few enough for the longest address a server takes. */
const batchSize = 500;

/** Cuts a list into batches of at most 500. */
export function batchesOf<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / batchSize) }, (_, at) =>
    list.slice(at * batchSize, (at + 1) * batchSize),
  );
}
