import { writeSync } from 'node:fs';
import { pino, type DestinationStream, type Logger } from 'pino';
import { settingTable } from './config/settings.ts';

/** Field names whose values never reach a log line. */
const secretFields = ['password', 'authorization', 'apiKey', 'api_key', 'token', 'secret', 'cookie', 'user-agent'];

/**
 * Structured logger: JSON lines on standard error, so that standard output carries only results. A line that cannot be
 * written, because the disk under a log file is full or its reader is gone, is dropped: the work continues.
 *
 * @param name - component that writes, e.g. `sec-filing`
 * @param level - least severe level written. @default the environment variable `FM_LOG_LEVEL`, else `info`
 */
export function createLogger(name: string, level = logLevel()): Logger {
  return pino(
    {
      name,
      level,
      redact: {
        paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`].map(quoted)),
        censor: '[redacted]',
      },
    },
    fileDescriptor(2),
  );
}

const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes at once and never throws. pino's own destination waits without end for space on a full disk when the process
 * exits (sonic-boom 4, `flushSync`).
 */
function fileDescriptor(descriptor: number): DestinationStream {
  const write = (line: string): void => {
    let rest = Buffer.from(line);
    while (rest.length > 0) {
      try {
        rest = rest.subarray(writeSync(descriptor, rest));
      } catch (thrown) {
        if ((thrown as NodeJS.ErrnoException).code !== 'EAGAIN') return;
        // A pipe that is full: its reader gets time.
        Atomics.wait(pause, 0, 0, 10);
      }
    }
  };
  return { write };
}

/** A wrong level is refused by the configuration; the logger that says so needs a right one. */
function logLevel(): string {
  const { env, kind, initial } = settingTable.logLevel;
  return kind.read(process.env[env] ?? '') ?? initial;
}

function quoted(path: string): string {
  return path
    .split('.')
    .map((part, at) => (part === '*' ? (at === 0 ? '*' : '.*') : `["${part}"]`))
    .join('');
}

export type { Logger };
