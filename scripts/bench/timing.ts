import { draws } from '@fm/platform/random';

/** Best of several timings of the same work, seconds. */
export function best(work: () => void, repeats = 5): number {
  let fastest = Infinity;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const started = performance.now();
    work();
    fastest = Math.min(fastest, (performance.now() - started) / 1000);
  }
  return fastest;
}

/** Standard normal deviates from a seed: Box and Muller (1958) over uniform numbers that are never 0. */
export function normalDeviates(seed: number): () => number {
  const draw = draws(seed);
  const uniform = (): number => draw() + 2 ** -33;
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
