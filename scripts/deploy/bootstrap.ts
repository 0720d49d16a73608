import { HeadBucketCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { FmError, messageOf } from '@fm/platform';
import { stateKeyOf } from '@fm/constructs';
import { usage } from './errors.ts';
import { synthesizedFolder } from './layers.ts';
import { migrateState, synthesize } from './move-state.ts';
import { requireCredentials, s3Of } from './preflight.ts';
import { settingsOf } from './settings-of.ts';
import { adoptStateBucket } from './adopt-state-bucket.ts';
import { findTerraform, runTerraform } from './terraform.ts';

/**
 * Makes the bucket that holds the state of every layer, the state of its own layer included: deploys 0-prepare with
 * its state on this machine, then moves that state into the bucket. Run again it changes nothing. When the bucket is
 * there but no state is, the machine was lost on the way: the bucket is taken over instead of made.
 */
async function main(): Promise<void> {
  const settings = settingsOf(process.env);
  if (settings.backend !== 's3') {
    throw usage('backend is local: there is no state bucket to make', 'Set backend to s3 and name a stateBucket.');
  }
  const terraform = findTerraform(process.env);
  await requireCredentials(settings);
  const s3 = s3Of(settings);
  const Bucket = settings.stateBucket;
  const folder = synthesizedFolder('0-prepare');
  const bucketStands = await succeeds(() => s3.send(new HeadBucketCommand({ Bucket })));
  if (bucketStands && (await stateStands(s3, Bucket))) {
    console.error(`${Bucket} holds the state of 0-prepare already; nothing to do.`);
    return;
  }
  synthesize('local');
  await must(runTerraform(terraform, folder, ['init', '-input=false', '-reconfigure']));
  if (bucketStands) await adoptStateBucket(terraform, folder, Bucket);
  await must(runTerraform(terraform, folder, ['apply', '-input=false', '-auto-approve']));
  synthesize('s3');
  await migrateState(terraform, folder);
  console.error(`${Bucket} holds the state now.`);
}

function stateStands(s3: S3Client, Bucket: string): Promise<boolean> {
  return succeeds(() => s3.send(new HeadObjectCommand({ Bucket, Key: stateKeyOf('0-prepare') })));
}

async function succeeds(call: () => Promise<unknown>): Promise<boolean> {
  return call().then(
    () => true,
    () => false,
  );
}

async function must(status: Promise<number>): Promise<void> {
  if ((await status) !== 0)
    throw new Error('Terraform failed; see above. Run the bootstrap again when it is repaired.');
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = error instanceof FmError && error.kind === 'usage' ? 2 : 1;
}
