import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FmError, loadConfig } from '@fm/platform';

/** What the container reads from its environment, by the table of `@fm/platform`. */
export interface DashboardSettings {
  /** `HOST`: address to listen on. @default '127.0.0.1' */
  readonly host: string;
  /** `PORT`. @default 8080 */
  readonly port: number;
  /**
   * `OIDC_SIGNER`: ARN of the load balancer whose logins are asked for; needs `AWS_REGION`. `OIDC_ISSUER`: the issuer
   * that must have made them. @default no login
   */
  readonly login: { readonly signer: string; readonly region: string; readonly issuer?: string } | undefined;
  /** `STATE_MACHINE_ARN`: mining workflow whose executions are shown and started. @default none */
  readonly stateMachine: string | undefined;
  /** `RUN_STARTERS`: e-mail addresses, joined by commas, that may start runs; needs both of the above. @default nobody */
  readonly starters: readonly string[];
  /** Whether `CLICKHOUSE_URL` names a server, which the dashboard then only reads from. */
  readonly onServer: boolean;
  /** Folder of the built client beside the bundle; absent in development. */
  readonly assetsFolder: string | undefined;
}

function startersWithoutLogin(): FmError {
  return new FmError('DASHBOARD_STARTERS', {
    what: 'RUN_STARTERS names people, and without a login or a state machine it has no meaning',
    where: 'RUN_STARTERS',
    remedy: 'Set OIDC_SIGNER, AWS_REGION and STATE_MACHINE_ARN too, or leave RUN_STARTERS out.',
    kind: 'usage',
  });
}

/**
 * Settings from the environment.
 *
 * @throws CONFIG_INVALID for any wrong value, DASHBOARD_REGION for a login without a region, DASHBOARD_STARTERS for people
 * who could not be told apart
 */
export function settingsOf(environment: Readonly<Record<string, string | undefined>>): DashboardSettings {
  const config = loadConfig(environment);
  const { host, port, oidcSigner: signer, oidcIssuer: issuer, stateMachineArn: stateMachine } = config;
  // The region has a default elsewhere; the keys of a login must not be looked for in a region that nobody named.
  const region = environment['AWS_REGION'] ? config.region : undefined;
  if (signer && !region) {
    throw new FmError('DASHBOARD_REGION', {
      what: 'OIDC_SIGNER is set and the region of its keys is not',
      where: 'AWS_REGION',
      remedy: 'Set it to the region of the load balancer, for example AWS_REGION=eu-central-1.',
      kind: 'usage',
    });
  }
  const login = signer && region ? { signer, region, ...(issuer && { issuer }) } : undefined;
  const starters = config.runStarters.map((address) => address.toLowerCase());
  if (starters.length > 0 && (login === undefined || stateMachine === undefined)) throw startersWithoutLogin();
  const built = fileURLToPath(new URL('./public', import.meta.url));
  const assetsFolder = existsSync(built) ? built : undefined;
  return { host, port, login, stateMachine, starters, assetsFolder, onServer: config.clickhouseUrl !== undefined };
}
