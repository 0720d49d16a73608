import { existsSync } from 'node:fs';
import { FmError, messageOf } from '@fm/platform';
import type { Settings } from '@fm/stack-settings';
import { environmentProtected, usage } from './errors.ts';
import { dependencies, layers, synthesizedFolder } from './layers.ts';
import {
  hasResources,
  requireContact,
  requireCredentials,
  requireDependencies,
  requireStateBucket,
} from './preflight.ts';
import { settingsOf } from './settings-of.ts';
import { findTerraform, runTerraform, type Terraform } from './terraform.ts';

/** What an action runs after `terraform init`, and what must be true before. */
interface Action {
  readonly args: readonly string[];
  readonly initArgs?: readonly string[];
  readonly before?: (settings: Settings, layer: string) => Promise<void>;
}

const unattended = ['-input=false', '-auto-approve'];

const actions: Readonly<Record<string, Action>> = {
  validate: { args: ['validate'], initArgs: ['-backend=false'] },
  plan: { args: ['plan', '-input=false'], before: readyToChange },
  deploy: { args: ['apply', ...unattended], before: readyToChange },
  destroy: { args: ['destroy', ...unattended], before: readyToDestroy },
  output: { args: ['output'], before: readyToRead },
  state: { args: ['state', 'list'], before: readyToRead },
};

async function readyToRead(settings: Settings): Promise<void> {
  await requireCredentials(settings);
  await requireStateBucket(settings);
}

async function readyToChange(settings: Settings, layer: string): Promise<void> {
  requireContact(settings, layer);
  await readyToRead(settings);
  await requireDependencies(settings, layer, dependencies(layer));
}

async function readyToDestroy(settings: Settings): Promise<void> {
  if (settings.protect) throw environmentProtected(settings.environment);
  await readyToRead(settings);
}

/** Runs one action on one layer; resolves to the exit status of Terraform. */
async function main([name, layer]: readonly string[]): Promise<number> {
  const action = actions[name ?? ''];
  if (action === undefined)
    throw usage(`there is no action ${name ?? ''}`, `Use one of ${Object.keys(actions).join(', ')}.`);
  if (layer === undefined || !layers.includes(layer)) {
    throw usage(`there is no layer ${layer ?? ''}`, `Use one of ${layers.join(', ')}.`);
  }
  const terraform = findTerraform(process.env);
  const settings = settingsOf(process.env);
  await action.before?.(settings, layer);
  const folder = synthesizedFolder(layer);
  if (!existsSync(folder)) throw usage(`${layer} is not synthesized`, 'Run `npx nx synth stacks` first.');
  if (name === 'destroy') {
    if (!(await hasResources(settings, layer))) {
      console.error(`${layer} is not deployed; nothing to destroy.`);
      return 0;
    }
    if (layer === '0-prepare' && settings.backend === 's3') await takeStateHome(terraform, folder);
  }
  // The state is where the settings say, also when another environment was worked on before: nothing is moved.
  const status = await runTerraform(terraform, folder, [
    'init',
    '-input=false',
    '-reconfigure',
    ...(action.initArgs ?? []),
  ]);
  return status === 0 ? runTerraform(terraform, folder, action.args) : status;
}

/** The bucket that 0-prepare destroys holds its own state: the state moves to this machine before. */
async function takeStateHome(terraform: Terraform, folder: string): Promise<void> {
  const { moveStateHome } = await import('./move-state.ts');
  await moveStateHome(terraform, folder);
}

const started = Date.now();
try {
  process.exitCode = await main(process.argv.slice(2));
  const [action, layer] = process.argv.slice(2);
  console.error(`${layer ?? ''} ${action ?? ''} took ${Math.round((Date.now() - started) / 1000)} s`);
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = error instanceof FmError && error.kind === 'usage' ? 2 : 1;
}
