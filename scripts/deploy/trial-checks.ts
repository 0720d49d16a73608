import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GetBucketEncryptionCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketVersioningCommand,
  ListBucketsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Settings } from '@fm/stack-settings';
import { layers, synthesizedFolder } from './layers.ts';
import { stateOf } from './preflight.ts';

/** One fact that a trial establishes. */
export type Check = (name: string, holds: boolean, found?: unknown) => void;

interface State {
  readonly outputs: Record<string, { readonly value: string }>;
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly instances: readonly unknown[];
  }[];
}

/** The parsed state of a layer; without one, an empty state. */
export async function readState(settings: Settings, layer: string): Promise<State> {
  return JSON.parse((await stateOf(settings, layer)) ?? '{"outputs":{},"resources":[]}') as State;
}

/** Managed resource types of a layer's state that have an instance. */
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

/** Asks the services themselves, through the AWS SDK, whether what the states say is there. */
export async function checkThroughSdk(settings: Settings, s3: S3Client, check: Check): Promise<void> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  for (const { Name: Bucket } of Buckets) {
    const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
    check(`SDK: bucket ${Bucket} is versioned`, Status === 'Enabled', Status);
    const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    check(`SDK: bucket ${Bucket} is encrypted`, ServerSideEncryptionConfiguration?.Rules?.length === 1);
  }
  const filings = await readState(settings, '6-sec-filing');
  const notification = await s3.send(
    new GetBucketNotificationConfigurationCommand({ Bucket: filings.outputs['bucket']?.value }),
  );
  check('SDK: filings announce themselves to one queue', notification.QueueConfigurations?.length === 1);
  await checkPassword(settings, check);
}

/** The generated password is in Secrets Manager and in no state. */
async function checkPassword(settings: Settings, check: Check): Promise<void> {
  const clickhouse = await readState(settings, '2-clickhouse');
  const secrets = new SecretsManagerClient({ region: settings.region });
  const SecretId = clickhouse.outputs['writer_secret_arn']?.value;
  const { SecretString: password = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  check('SDK: the password of the writer has 32 characters', password.length === 32, password.length);
  const texts = await Promise.all(layers.map((layer) => stateOf(settings, layer)));
  check('the password is in no state', password !== '' && texts.every((text) => text?.includes(password) !== true));
}
