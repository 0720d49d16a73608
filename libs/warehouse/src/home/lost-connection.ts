import { ClickHouseError } from '@clickhouse/client';

const lostCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE']);

/** ClickHouse's NETWORK_ERROR; the gateway answers with it while it is closing. */
const networkError = '210';

/** Whether an error says that the process at the other end went away, rather than that it refused the statement. */
export function lostConnection(error: unknown): boolean {
  if (error instanceof ClickHouseError) return error.code === networkError;
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return (code !== undefined && lostCodes.has(code)) || /socket hang up|aborted/i.test(error.message);
}
