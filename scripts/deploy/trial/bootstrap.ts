import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { root, synthesizedFolder } from '../layers.ts';
import type { Trial } from './context.ts';
import { readState } from './states.ts';

const script = 'scripts/deploy/bootstrap.ts';

/** The bootstrap is killed when it has made the bucket, its machine is lost, and another machine finishes it. */
export async function tryBootstrap(trial: Trial): Promise<boolean> {
  const premature = await trial.stack('deploy', '1-networking');
  trial.check('a missing state bucket is said', premature.output.includes('STATE_BUCKET_MISSING'), premature.output);
  trial.check('before anything is changed', !(await bucketStands(trial)));
  await killWhenBucketStands(trial);
  trial.check('a bootstrap killed on its way leaves a bucket without a state', !(await isBootstrapped(trial)));
  loseMachine(trial);
  const adopted = await trial.run('node', [script]);
  trial.check('another machine takes the bucket over', adopted.output.includes('is taken over'), adopted.output);
  if (!trial.expect('and finishes the bootstrap', adopted)) return false;
  const again = await trial.run('node', [script]);
  trial.expect('bootstrap runs twice', again);
  return trial.check('and changes nothing then', again.output.includes('No changes.'), again.output.slice(-1000));
}

async function killWhenBucketStands(trial: Trial): Promise<void> {
  const child = spawn('node', [script], { cwd: root, env: trial.variables, stdio: 'ignore', detached: true });
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (child.exitCode === null && !(await bucketStands(trial))) await sleep(100);
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  await ended;
}

/** What the killed machine held: Terraform's data of the layer, and the state that had not moved. */
function loseMachine({ settings, variables }: Trial): void {
  rmSync(settings.stateFolder, { recursive: true, force: true });
  rmSync(join(synthesizedFolder('0-prepare'), variables['TF_DATA_DIR'] ?? '.terraform'), {
    recursive: true,
    force: true,
  });
}

function bucketStands({ s3, settings }: Trial): Promise<boolean> {
  return s3.send(new HeadBucketCommand({ Bucket: settings.stateBucket })).then(
    () => true,
    () => false,
  );
}

async function isBootstrapped({ settings }: Trial): Promise<boolean> {
  return (await readState(settings, '0-prepare')).resources.length > 0;
}
