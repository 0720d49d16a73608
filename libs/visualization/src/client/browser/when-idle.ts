/** Runs something when the browser has nothing to do; soon where it cannot tell. */
export function whenIdle(run: () => void): void {
  // Safari has no such callback.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => run());
  else setTimeout(run, 50);
}
