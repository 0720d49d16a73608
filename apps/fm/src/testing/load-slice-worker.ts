/* Loads what a thread that performs slices loads; it then finds that it is in none. */
await import('../slice-worker.ts').catch((thrown: unknown) => {
  if (!(thrown instanceof TypeError)) throw thrown;
});
