import { spawn, spawnSync } from 'node:child_process';
import { terraformTooOld, toolMissing } from './errors.ts';

/** The oldest Terraform with write-only arguments. */
const leastVersion = '1.11.0';

/** Terraform on this machine. */
export interface Terraform {
  readonly path: string;
  readonly version: string;
}

/**
 * Finds Terraform: the setting `TERRAFORM`, else the search path.
 *
 * @throws FmError TOOL_MISSING or TERRAFORM_TOO_OLD
 */
export function findTerraform(variables: NodeJS.ProcessEnv): Terraform {
  const path = variables['TERRAFORM'] ?? 'terraform';
  const run = spawnSync(path, ['version', '-json'], { encoding: 'utf8', env: variables });
  if (run.error !== undefined || run.status !== 0) {
    throw toolMissing(
      'Terraform',
      ['TERRAFORM', 'PATH'],
      'Install it from https://developer.hashicorp.com/terraform/install.',
    );
  }
  const { terraform_version: version } = JSON.parse(run.stdout.slice(run.stdout.indexOf('{'))) as {
    terraform_version: string;
  };
  if (isOlder(version, leastVersion)) throw terraformTooOld(version, leastVersion);
  return { path, version };
}

/** Whether one `major.minor.patch` comes before another. */
export function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split(/[.-]/).slice(0, 3).map(Number)) as [number[], number[]];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at !== -1 && (a[at] as number) < (b[at] as number);
}

/** Runs Terraform in a folder with its output on this terminal or nowhere; resolves to the exit status. */
export function runTerraform(
  terraform: Terraform,
  folder: string,
  args: readonly string[],
  output: 'inherit' | 'ignore' = 'inherit',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(terraform.path, [`-chdir=${folder}`, ...args], { stdio: ['ignore', output, output] });
    child.on('error', reject).on('exit', (status) => resolve(status ?? 1));
  });
}
