import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { toolMissing } from '../errors.ts';

const registry = 'registry.terraform.io';
const provider = 'hashicorp/aws/5.100.0';

/**
 * Finds moto_server: the setting `MOTO_SERVER`, else the search path.
 *
 * @throws FmError TOOL_MISSING
 */
export function findMoto(variables: NodeJS.ProcessEnv): string {
  const path = variables['MOTO_SERVER'] ?? 'moto_server';
  const run = spawnSync(path, ['--help'], { encoding: 'utf8', env: variables });
  if (run.error !== undefined || run.status !== 0) {
    throw toolMissing('moto_server', ['MOTO_SERVER', 'PATH'], "Install it with `pip install 'moto[server]==5.2.1'`.");
  }
  return path;
}

/**
 * Finds a folder that mirrors the AWS provider 5.100.0: the setting `TERRAFORM_PROVIDER_MIRROR`, the places where
 * Terraform itself looks, and one folder under /opt, /srv, /usr/local and the home folder.
 *
 * @throws FmError TOOL_MISSING
 */
export function findProviderMirror(variables: NodeJS.ProcessEnv): string {
  const standard = [
    join(homedir(), '.terraform.d/plugins'),
    join(homedir(), '.local/share/terraform/plugins'),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
  ];
  const nearby = ['/opt', '/srv', '/usr/local', homedir()].flatMap(subfolders);
  const given = variables['TERRAFORM_PROVIDER_MIRROR'];
  const found = (given === undefined ? [...standard, ...nearby] : [given]).find((folder) =>
    existsSync(join(folder, registry, provider)),
  );
  if (found !== undefined) return found;
  throw toolMissing(
    `a mirror of the Terraform provider ${provider}`,
    ['TERRAFORM_PROVIDER_MIRROR', ...standard, '/opt/*', '/srv/*'],
    'Make one with `terraform providers mirror ~/.terraform.d/plugins` in a synthesized folder, cdktf.out/stacks/0-prepare.',
  );
}

function subfolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
}

/** Writes a Terraform configuration that takes providers only from the mirror; returns its path. */
export function writeCliConfig(folder: string, mirror: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'terraform.rc');
  writeFileSync(
    file,
    `provider_installation {
  filesystem_mirror { path = "${mirror}" }
  direct { exclude = ["${registry}/*/*"] }
}
disable_checkpoint = true
`,
  );
  return file;
}
