import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FmError, loadConfig } from '@fm/platform';

/** What the container reads from its environment. The warehouse reads `CLICKHOUSE_URL` and its companions itself. */
export interface DashboardSettings {
  /** `HOST`: address to listen on. @default '127.0.0.1' */
  readonly host: string;
  /** `PORT`. @default 8080 */
  readonly port: number;
  /** `OIDC_SIGNER`: ARN of the load balancer whose logins are asked for; needs `AWS_REGION`. @default no login */
  readonly login: { readonly signer: string; readonly region: string } | undefined;
  /** Folder of the built client beside the bundle; absent in development. */
  readonly assetsFolder: string | undefined;
}

/**
 * Settings from the environment.
 *
 * @throws CONFIG_INVALID for a port that is none and any other wrong value, DASHBOARD_REGION for a login without a region
 */
export function settingsOf(environment: Readonly<Record<string, string | undefined>>): DashboardSettings {
  const { host, port } = loadConfig(environment);
  const signer = environment['OIDC_SIGNER'];
  const region = environment['AWS_REGION'];
  if (signer && !region) {
    throw new FmError('DASHBOARD_REGION', {
      what: 'OIDC_SIGNER is set and the region of its keys is not',
      where: 'AWS_REGION',
      remedy: 'Set it to the region of the load balancer, for example AWS_REGION=eu-central-1.',
      kind: 'usage',
    });
  }
  const login = signer && region ? { signer, region } : undefined;
  const built = fileURLToPath(new URL('./public', import.meta.url));
  return { host, port, login, assetsFolder: existsSync(built) ? built : undefined };
}
