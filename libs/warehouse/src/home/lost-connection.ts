import { ClickHouseError } from '@clickhouse/client';
import { FmError } from '@fm/platform';

/** Among them ENOENT: the socket of a holder that ended is not there. */
const lostCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE']);

/** ClickHouse's NETWORK_ERROR; the gateway answers with it while it is closing. */
const networkError = '210';

/** ClickHouse's AUTHENTICATION_FAILED and REQUIRED_PASSWORD. */
const refusals = new Set(['516', '194']);

/** Whether an error says that the server took neither the password nor, being another host now, the certificate. */
export function refusedConnection(error: unknown): boolean {
  if (error instanceof ClickHouseError) return refusals.has(error.code);
  return /certificate|self-signed/i.test(String((error as { message?: unknown } | undefined)?.message));
}

/** Whether an error says that the process at the other end went away, rather than that it refused the statement. */
export function lostConnection(error: unknown): boolean {
  if (error instanceof ClickHouseError) return error.code === networkError;
  // A statement of this library that failed for it.
  if (error instanceof FmError) return lostConnection(error.cause);
  // By shape: errors of sockets are not instances of the `Error` of a test's context.
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return lostCodes.has(String(code)) || /socket hang up|aborted/i.test(String(message));
}
