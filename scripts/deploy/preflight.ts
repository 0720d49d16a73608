import { existsSync, readFileSync } from 'node:fs';
import { GetObjectCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { stateFileOf, stateKeyOf, type Settings } from '@fm/stack-settings';
import { contactMissing, credentialsMissing, dependencyNotDeployed, stateBucketMissing } from './errors.ts';

/** The S3 client that the settings describe; everything else comes from the environment. */
export function s3Of(settings: Settings): S3Client {
  return new S3Client({ region: settings.region, forcePathStyle: settings.s3PathStyle });
}

/** @throws FmError AWS_CREDENTIALS_MISSING when no place of the default chain has any */
export async function requireCredentials(settings: Settings): Promise<void> {
  try {
    await s3Of(settings).config.credentials();
  } catch (error) {
    throw credentialsMissing(error);
  }
}

/** @throws FmError STATE_BUCKET_MISSING when the state is kept in S3 and its bucket is not there */
export async function requireStateBucket(settings: Settings): Promise<void> {
  if (settings.backend === 'local') return;
  try {
    await s3Of(settings).send(new HeadBucketCommand({ Bucket: settings.stateBucket }));
  } catch (error) {
    throw stateBucketMissing(settings.stateBucket, error);
  }
}

/** @throws FmError CONTACT_MISSING when a layer would ask the SEC without saying who asks */
export function requireContact(settings: Settings, layer: string): void {
  if (layer === '6-sec-filing' && settings.secContact === '') throw contactMissing();
}

/** @throws FmError DEPENDENCY_NOT_DEPLOYED when the state of a layer that this one reads has no outputs */
export async function requireDependencies(
  settings: Settings,
  layer: string,
  dependencies: readonly string[],
): Promise<void> {
  const deployed = await Promise.all(dependencies.map((name) => hasOutputs(settings, name)));
  const missing = dependencies.filter((_, at) => deployed[at] === false);
  if (missing.length > 0) throw dependencyNotDeployed(layer, missing);
}

/** Whether a layer has a state with outputs. */
export async function hasOutputs(settings: Settings, layer: string): Promise<boolean> {
  const text = await stateOf(settings, layer);
  if (text === undefined) return false;
  return Object.keys((JSON.parse(text) as { outputs?: object }).outputs ?? {}).length > 0;
}

/** Whether a layer's state holds anything that could be destroyed. */
export async function hasResources(settings: Settings, layer: string): Promise<boolean> {
  const { resources = [] } = JSON.parse((await stateOf(settings, layer)) ?? '{}') as {
    resources?: readonly { readonly mode: string }[];
  };
  return resources.some(({ mode }) => mode === 'managed');
}

/** The text of a layer's state, undefined when there is none. */
export async function stateOf(settings: Settings, layer: string): Promise<string | undefined> {
  if (settings.backend === 'local') {
    const file = stateFileOf(settings, layer);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }
  try {
    const answer = await s3Of(settings).send(
      new GetObjectCommand({ Bucket: settings.stateBucket, Key: stateKeyOf(settings, layer) }),
    );
    return await answer.Body?.transformToString();
  } catch {
    return undefined;
  }
}
