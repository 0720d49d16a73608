import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Synthesized {
  readonly resource: Readonly<Record<string, Readonly<Record<string, { '//'?: { metadata: { path: string } } }>>>>;
}

/**
 * Terraform addresses of the state bucket and of all that belongs to it in the synthesized 0-prepare, the bucket first.
 *
 * A bucket that exists already is taken over by importing only it: its versioning, encryption, ownership, policy and
 * lifecycle are put, and putting them again writes the same.
 */
export function stateBucketAddresses(folder: string): readonly string[] {
  const { resource } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as Synthesized;
  const addresses = Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named)
      .filter(([, { '//': comment }]) => comment?.metadata.path.startsWith('0-prepare/state/'))
      .map(([name]) => `${type}.${name}`),
  );
  return addresses.sort((a, b) => Number(isBucket(b)) - Number(isBucket(a)));
}

function isBucket(address: string): boolean {
  return address.startsWith('aws_s3_bucket.');
}
