import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FmError } from '@fm/platform';

/** What the container reads from its environment. The warehouse reads `CLICKHOUSE_URL` and its companions itself. */
export interface DashboardSettings {
  /** `HOST`: address to listen on. @default '127.0.0.1' */
  readonly host: string;
  /** `PORT`. @default 8080 */
  readonly port: number;
  /** Folder of the built client beside the bundle; absent in development. */
  readonly assetsFolder: string | undefined;
}

/**
 * Settings from the environment.
 *
 * @throws DASHBOARD_PORT for a port that is none
 */
export function settingsOf(environment: Readonly<Record<string, string | undefined>>): DashboardSettings {
  const text = environment['PORT'] ?? '8080';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new FmError('DASHBOARD_PORT', {
      what: 'PORT is not a port number',
      where: `PORT=${text.slice(0, 20)}`,
      remedy: 'Set it to a number from 0 to 65535, for example PORT=8080.',
      kind: 'usage',
    });
  }
  const built = fileURLToPath(new URL('./public', import.meta.url));
  return { host: environment['HOST'] ?? '127.0.0.1', port, assetsFolder: existsSync(built) ? built : undefined };
}
