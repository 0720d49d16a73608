import { spawnSync } from 'node:child_process';
import { notSynthesized, terraformFailed } from './errors.ts';
import { root } from './layers.ts';
import { runTerraform, type Terraform } from './terraform.ts';

/** Synthesizes all layers again with the state of every layer where `backend` says. */
export function synthesize(backend: 'local' | 's3'): void {
  const run = spawnSync(process.execPath, ['--disable-warning=DEP0044', 'stacks/main.ts'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FM_BACKEND: backend },
  });
  if (run.status !== 0) throw notSynthesized();
}

/** Moves the state of the layer in `folder` to where the synthesized backend says; nothing is lost when it is there. */
export async function migrateState(terraform: Terraform, folder: string): Promise<void> {
  const status = await runTerraform(terraform, folder, ['init', '-input=false', '-migrate-state', '-force-copy']);
  if (status !== 0) throw terraformFailed('init -migrate-state');
}

/** Moves a state from the bucket to this machine, before the bucket goes. */
export async function moveStateHome(terraform: Terraform, folder: string): Promise<void> {
  // Terraform must know the old home before it can leave it.
  const status = await runTerraform(terraform, folder, ['init', '-input=false', '-reconfigure']);
  if (status !== 0) throw terraformFailed('init');
  synthesize('local');
  await migrateState(terraform, folder);
}
