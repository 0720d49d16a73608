import { HeadBucketCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { FmError, messageOf } from '@fm/platform';
import { stateKeyOf, type Settings } from '@fm/stack-settings';
import { stateBucketAddresses } from './adopt-state-bucket.ts';
import { stateBucketTaken, terraformFailed, usage } from './errors.ts';
import { synthesizedFolder } from './layers.ts';
import { migrateState, synthesize } from './move-state.ts';
import { requireCredentials, s3Of } from './preflight.ts';
import { settingsOf } from './settings-of.ts';
import { findTerraform, runTerraform, type Terraform } from './terraform.ts';

const folder = synthesizedFolder('0-prepare');
const unattended = ['-input=false', '-auto-approve'];

/**
 * Makes the bucket that holds the state of every layer, the state of its own layer included, in two steps: the bucket
 * alone with its state on this machine, which then moves into the bucket; then the rest of 0-prepare with its state
 * where it stays. Whatever stops it, running it again finishes it: a bucket without a state is taken over.
 */
async function main(): Promise<void> {
  const settings = settingsOf(process.env);
  if (settings.backend !== 's3') {
    throw usage('backend is local: there is no state bucket to create', 'Set backend to s3 and name a stateBucket.');
  }
  const terraform = findTerraform(process.env);
  await requireCredentials(settings);
  const act = (...args: string[]) => must(terraform, args);
  if (await stateStands(settings)) {
    synthesize('s3');
    await act('init', '-input=false', '-reconfigure');
  } else {
    await makeBucket(terraform, settings);
  }
  await act('apply', ...unattended);
  console.error(`${settings.stateBucket} holds the state.`);
}

/** Makes the state bucket, or takes over one that exists, and moves its state into it. */
async function makeBucket(terraform: Terraform, settings: Settings): Promise<void> {
  const { stateBucket } = settings;
  const stands = await bucketStands(s3Of(settings), stateBucket);
  synthesize('local');
  await must(terraform, ['init', '-input=false', '-reconfigure']);
  const addresses = stateBucketAddresses(folder);
  const [bucket = ''] = addresses;
  if (stands && !(await isKnown(terraform, bucket))) {
    console.error(`${stateBucket} exists without a state: it is taken over.`);
    await must(terraform, ['import', '-input=false', bucket, stateBucket]);
  }
  await must(terraform, ['apply', ...unattended, ...addresses.map((address) => `-target=${address}`)]);
  synthesize('s3');
  await migrateState(terraform, folder);
}

/** @throws FmError STATE_BUCKET_TAKEN when the name belongs to another account */
async function bucketStands(s3: S3Client, Bucket: string): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket }));
    return true;
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === 404) return false;
    throw stateBucketTaken(Bucket, error);
  }
}

function stateStands(settings: Settings): Promise<boolean> {
  const state = { Bucket: settings.stateBucket, Key: stateKeyOf(settings, '0-prepare') };
  return s3Of(settings)
    .send(new HeadObjectCommand(state))
    .then(
      () => true,
      () => false,
    );
}

/** Whether the state on this machine has the resource already: a bootstrap that stopped here continues. */
async function isKnown(terraform: Terraform, address: string): Promise<boolean> {
  return (await runTerraform(terraform, folder, ['state', 'show', address], 'ignore')) === 0;
}

async function must(terraform: Terraform, args: readonly string[]): Promise<void> {
  if ((await runTerraform(terraform, folder, args)) !== 0) throw terraformFailed(args[0] ?? '');
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = error instanceof FmError && error.kind === 'usage' ? 2 : 1;
}
