import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTerraform, type Terraform } from './terraform.ts';

/** Bucket resources whose import id is the bucket's name. */
const importable = [
  'aws_s3_bucket',
  'aws_s3_bucket_versioning',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_lifecycle_configuration',
];

/** Imports a state bucket that stands, with all that belongs to it, into the state of 0-prepare. */
export async function adoptStateBucket(terraform: Terraform, folder: string, bucket: string): Promise<void> {
  for (const address of addressesOf(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'))) {
    await runTerraform(terraform, folder, ['import', '-input=false', address, bucket]);
  }
}

/** Terraform addresses of everything that belongs to the state bucket in the synthesized 0-prepare. */
export function addressesOf(synthesized: string): string[] {
  const { resource } = JSON.parse(synthesized) as {
    resource: Record<string, Record<string, { '//': { metadata: { path: string } } }>>;
  };
  return importable.flatMap((type) =>
    Object.entries(resource[type] ?? {})
      .filter(([, { '//': comment }]) => comment.metadata.path.startsWith('0-prepare/state/'))
      .map(([name]) => `${type}.${name}`),
  );
}
