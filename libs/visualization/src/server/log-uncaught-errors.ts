/**
 * Reports an error that nobody caught, and continues: it belongs to one request, and a server has others.
 *
 * @param report - says what happened; what is thrown while standard error is closed is not reported
 * @returns undoes it
 */
export function logUncaughtErrors(report: (thrown: unknown) => void): () => void {
  const listener = (thrown: NodeJS.ErrnoException) => {
    if (thrown?.syscall !== 'write') report(thrown);
  };
  process.on('uncaughtException', listener);
  return () => process.off('uncaughtException', listener);
}
