import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { FmError, messageOf } from '@fm/platform';
import { toolMissing, usage } from './errors.ts';
import { root, synthesizedFolder } from './layers.ts';
import { findTerraform } from './terraform.ts';

/** Builds the image of a layer for arm64 and pushes it to the layer's repository, tagged with the commit. */
function main([layer = '']: readonly string[]): void {
  const dockerfile = `${root}stacks/${layer}/Dockerfile`;
  if (!existsSync(dockerfile)) throw usage(`${layer} has no image`, 'Use 8-factor-mining or 9-visualization.');
  requireDocker();
  const bundle = bundleOf(readFileSync(dockerfile, 'utf8'));
  if (!existsSync(`${root}${bundle}main.mjs`)) throw usage(`${bundle} is not built`, 'Build it with `npm run build`.');
  const repository = repositoryOf(layer);
  const tag = `${repository}:${output('git', ['rev-parse', '--short=12', 'HEAD'])}`;
  const digest = process.env['NODE_DIGEST'] ?? '';
  act('docker', [
    'build',
    '--platform=linux/arm64',
    `--build-arg=NODE_DIGEST=${digest}`,
    '-t',
    tag,
    '-f',
    dockerfile,
    root,
  ]);
  const registry = repository.split('/')[0] as string;
  const password = output('aws', ['ecr', 'get-login-password']);
  act('docker', ['login', '--username=AWS', '--password-stdin', registry], password);
  act('docker', ['push', tag]);
  const pushed = output('docker', ['inspect', '--format={{index .RepoDigests 0}}', tag]);
  console.log(`Pushed ${pushed}. Set the image setting of ${layer} to ${pushed.split('@')[1] ?? ''} and deploy it.`);
}

/** Folder of the bundle that a Dockerfile copies. */
export function bundleOf(dockerfile: string): string {
  return /^COPY (?:--\S+ )*(\S+)/m.exec(dockerfile)?.[1] ?? '';
}

function requireDocker(): void {
  if (spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0) return;
  throw toolMissing(
    'a running Docker',
    ['PATH', 'DOCKER_HOST'],
    'Install it from https://docs.docker.com/engine/install and start it.',
  );
}

function repositoryOf(layer: string): string {
  const { path } = findTerraform(process.env);
  return output(path, [`-chdir=${synthesizedFolder(layer)}`, 'output', '-raw', 'repository_url']);
}

function output(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', cwd: root });
  if (status !== 0) throw new Error(`${command} ${args[0] ?? ''} failed: ${stderr ?? ''}`);
  return stdout.trim();
}

function act(command: string, args: readonly string[], input = ''): void {
  const { status } = spawnSync(command, args, { cwd: root, input, stdio: ['pipe', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ${args[0] ?? ''} failed; see above.`);
}

if (process.argv[1]?.endsWith('container.ts') === true) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = error instanceof FmError && error.kind === 'usage' ? 2 : 1;
  }
}
