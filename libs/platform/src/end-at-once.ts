import { constants } from 'node:os';

/**
 * Ends this process at once, like a signal without a listener: without exit handlers, and with the status by which
 * a shell knows it, 130 after SIGINT and 143 after SIGTERM.
 *
 * `process.exit` is not a way out of a process while its embedded engine computes: it closes the engine's connection under the
 * query, which then keeps the process until its end, or ends it by a segmentation fault (tried on chdb 3.4.0; chdb-core
 * issue 177).
 */
export function endAtOnce(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  // Only the first process of a container gets here: the kernel keeps such signals from it.
  process.exit(128 + constants.signals[signal]);
}
