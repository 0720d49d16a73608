import { Logger } from '@aws-lambda-powertools/logger';
import { FmError, messageOf } from '../errors.ts';

/** What is logged of an error: what the project says of it, without causes that may quote requests. */
export function errorFields(error: unknown): Record<string, string> {
  if (error instanceof FmError) return { code: error.code, reason: error.message };
  return { code: error instanceof Error ? error.name : 'UNKNOWN', reason: messageOf(error) };
}

/**
 * An error as the runtime may print it, which writes all of an error into the log: what the project says of it, without
 * causes and fields that may quote requests.
 */
export function printable(error: unknown): Error {
  if (error instanceof FmError) {
    const { code, what, where, remedy, kind } = error;
    return new FmError(code, { what, remedy, kind, ...(where === undefined ? {} : { where }) });
  }
  const { name, message, stack } = error instanceof Error ? error : new Error(messageOf(error));
  return Object.assign(new Error(message), { name, stack });
}

/**
 * Structured logger of a function: one JSON object per line. Its `correlation_id` is the id of the message or request, so
 * that everything one delivery caused is found together.
 *
 * @param service - name of the function
 */
export function functionLogger(service: string): Logger {
  return new Logger({ serviceName: service, logLevel: 'INFO' });
}

export type { Logger };
