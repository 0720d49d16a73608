import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Settings } from '@fm/stack-settings';
import { layers, synthesizedFolder } from '../layers.ts';
import { stateOf } from '../preflight.ts';
import type { Trial } from './context.ts';

/** What the trial reads of a Terraform state. */
export interface State {
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes?: Readonly<Record<string, unknown>> }[];
  }[];
}

/** The parsed state of a layer; without one, an empty state. */
export async function readState(settings: Settings, layer: string): Promise<State> {
  return JSON.parse((await stateOf(settings, layer)) ?? '{"outputs":{},"resources":[]}') as State;
}

/** One output of a layer, as `terraform output -raw` prints it. */
export async function outputOf(settings: Settings, layer: string, name: string): Promise<string> {
  return (await readState(settings, layer)).outputs[name]?.value ?? '';
}

/** Managed resource types of all states that have an instance. */
export async function appliedTypes(settings: Settings): Promise<Set<string>> {
  const states = await Promise.all(layers.map((layer) => readState(settings, layer)));
  const managed = states.flatMap(({ resources }) => resources.filter(({ mode }) => mode === 'managed'));
  return new Set(managed.filter(({ instances }) => instances.length > 0).map(({ type }) => type));
}

/** Resource types that the synthesized layers use. */
export function synthesizedTypes(): Set<string> {
  const files = layers.map((layer) => readFileSync(join(synthesizedFolder(layer), 'cdk.tf.json'), 'utf8'));
  return new Set(files.flatMap((file) => Object.keys((JSON.parse(file) as { resource: object }).resource)));
}

/** The password of the ClickHouse user that writes, from Secrets Manager. */
export async function passwordOf(settings: Settings): Promise<string> {
  const secrets = new SecretsManagerClient({ region: settings.region });
  const SecretId = await outputOf(settings, '2-clickhouse', 'writer_secret_arn');
  return (await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '';
}

/** Attributes under which providers keep secrets. */
const secretNames = /^(client_secret|secret_string|secret_binary|password|private_key\w*|auth_token|secret)$/;

/** The generated password is in Secrets Manager and in no state, and no state holds any other secret. */
export async function checkSecrets(trial: Trial): Promise<void> {
  const password = await passwordOf(trial.settings);
  trial.check('SDK: the password of the writer has 32 characters', password.length === 32, password.length);
  const texts = await Promise.all(layers.map((layer) => stateOf(trial.settings, layer)));
  trial.check('the password is in no state', password !== '' && !texts.some((text) => text?.includes(password)));
  const states = await Promise.all(layers.map((layer) => readState(trial.settings, layer)));
  const kept = states.flatMap(({ resources }) =>
    resources.flatMap(({ type, name, instances }) =>
      instances.flatMap(({ attributes = {} }) =>
        Object.entries(attributes)
          .filter(([key, value]) => secretNames.test(key) && typeof value === 'string' && value !== '')
          .map(([key]) => `${type}.${name}.${key}`),
      ),
    ),
  );
  trial.check('no state holds a secret', kept.length === 0, kept.join(', '));
}
