import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FmError, loadConfig } from '@fm/platform';

/** What the container reads from its environment. The warehouse reads `CLICKHOUSE_URL` and its companions itself. */
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
  /** Folder of the built client beside the bundle; absent in development. */
  readonly assetsFolder: string | undefined;
}

const arnPattern = /^arn:[\w-]+:states:[\w-]+:\d{12}:stateMachine:[\w-]+$/;

function noStateMachine(value: string): FmError {
  return new FmError('DASHBOARD_STATE_MACHINE', {
    what: 'STATE_MACHINE_ARN is not the ARN of a state machine',
    where: `STATE_MACHINE_ARN=${value.slice(0, 80)}`,
    remedy: 'Set it to the output state_machine_arn of the layer 8-factor-mining, or leave it out.',
    kind: 'usage',
  });
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
 * @throws CONFIG_INVALID for a port that is none and any other wrong value, DASHBOARD_REGION for a login without a region,
 * DASHBOARD_STATE_MACHINE for an ARN that is none, DASHBOARD_STARTERS for people who could not be told apart
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
  const issuer = environment['OIDC_ISSUER'];
  const login = signer && region ? { signer, region, ...(issuer && { issuer }) } : undefined;
  const stateMachine = environment['STATE_MACHINE_ARN'] || undefined;
  if (stateMachine !== undefined && !arnPattern.test(stateMachine)) throw noStateMachine(stateMachine);
  const starters = (environment['RUN_STARTERS'] ?? '')
    .split(',')
    .map((address) => address.trim().toLowerCase())
    .filter((address) => address !== '');
  if (starters.length > 0 && (login === undefined || stateMachine === undefined)) throw startersWithoutLogin();
  const built = fileURLToPath(new URL('./public', import.meta.url));
  const assetsFolder = existsSync(built) ? built : undefined;
  return { host, port, login, stateMachine, starters, assetsFolder };
}
