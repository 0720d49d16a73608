import { ClickHouseError } from '@clickhouse/client';

const lostCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE']);

/** ClickHouse's NETWORK_ERROR; the gateway answers with it while it is closing. */
const networkError = '210';

/** Whether an error says that the process at the other end went away, rather than that it refused the statement. */
export function lostConnection(error: unknown): boolean {
  if (error instanceof ClickHouseError) return error.code === networkError;
  // By shape: errors of sockets are no instances of the `Error` of a test's context.
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return lostCodes.has(String(code)) || /socket hang up|aborted/i.test(String(message));
}
