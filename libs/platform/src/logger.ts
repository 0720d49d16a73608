import { destination, pino, type Logger } from 'pino';
import { settingTable } from './config/settings.ts';

/** Field names whose values never reach a log line. */
const secretFields = ['password', 'authorization', 'apiKey', 'api_key', 'token', 'secret', 'cookie', 'user-agent'];

/**
 * Structured logger: JSON lines on standard error, so that standard output carries results alone.
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
    destination(2),
  );
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
