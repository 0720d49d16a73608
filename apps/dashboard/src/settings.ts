import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Config, FmError, loadConfig } from '@fm/platform';
import type { LoadBalancerLogin } from '@fm/visualization';

/** What the container reads from its environment, by the table of `@fm/platform`. */
export interface DashboardSettings {
  /** `HOST`: address to listen on. @default '127.0.0.1' */
  readonly host: string;
  /** `PORT`. @default 8080 */
  readonly port: number;
  /**
   * `OIDC_SIGNER`: ARN of the load balancer whose logins are asked for. `OIDC_ISSUER` and `OIDC_CLIENT_ID`: the issuer that
   * must have made them, and for which of its clients. `OIDC_KEYS_URL`: another key server. @default no login
   */
  readonly login: LoadBalancerLogin | undefined;
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
    remedy: 'Set OIDC_SIGNER, OIDC_ISSUER, OIDC_CLIENT_ID and STATE_MACHINE_ARN too, or leave RUN_STARTERS out.',
    kind: 'usage',
  });
}

function loginIncomplete(missing: string): FmError {
  return new FmError('DASHBOARD_LOGIN', {
    what: `OIDC_SIGNER is set and ${missing} is not, so that a login for something else could not be refused`,
    where: missing,
    remedy: 'Set OIDC_ISSUER and OIDC_CLIENT_ID as well: the layer 9-visualization gives all three.',
    kind: 'usage',
  });
}

function loginOf({ oidcSigner, oidcIssuer, oidcClientId, oidcKeysUrl }: Config): LoadBalancerLogin | undefined {
  if (oidcSigner === undefined) return undefined;
  if (oidcIssuer === undefined) throw loginIncomplete('OIDC_ISSUER');
  if (oidcClientId === undefined) throw loginIncomplete('OIDC_CLIENT_ID');
  const login = { signer: oidcSigner, issuer: oidcIssuer, clientId: oidcClientId };
  return oidcKeysUrl === undefined ? login : { ...login, keysUrl: oidcKeysUrl };
}

/**
 * Settings from the environment.
 *
 * @throws CONFIG_INVALID for any wrong value, DASHBOARD_LOGIN for a login without an issuer or a client, DASHBOARD_STARTERS
 * for people who could not be identified
 */
export function settingsOf(environment: Readonly<Record<string, string | undefined>>): DashboardSettings {
  const config = loadConfig(environment);
  const { host, port, stateMachineArn: stateMachine } = config;
  const login = loginOf(config);
  const starters = config.runStarters.map((address) => address.toLowerCase());
  if (starters.length > 0 && (login === undefined || stateMachine === undefined)) throw startersWithoutLogin();
  const built = fileURLToPath(new URL('./public', import.meta.url));
  const assetsFolder = existsSync(built) ? built : undefined;
  return { host, port, login, stateMachine, starters, assetsFolder, onServer: config.clickhouseUrl !== undefined };
}
