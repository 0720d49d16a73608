/**
 * Moves the stacks to cdktn, the fork of cdktf, in a copy, and compares what both synthesize.
 * `node scripts/cdktn/main.ts [VERSION OF cdktn] [VERSION OF @cdktn/provider-aws]`; needs built functions (`npm run build`) and a registry.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareSynthesized } from './compare.ts';
import { importsCdktf, renamed } from './rename.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [cdktn = '0.24.0', provider = '25.7.0'] = process.argv.slice(2);
const copy = mkdtempSync(join(tmpdir(), 'fm-cdktn-'));

function run(folder: string, command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
}

function synthesize(folder: string): string {
  run(folder, process.execPath, '--disable-warning=DEP0044', 'stacks/main.ts');
  return join(folder, 'cdktf.out/stacks');
}

/** Gives the copy the modules of the repository, with the fork beside them and its own workspaces among them. */
function installFork(): void {
  const fork = join(copy, 'fork');
  mkdirSync(fork);
  writeFileSync(join(fork, 'package.json'), '{ "private": true }');
  run(fork, 'npm', 'install', '--no-audit', '--no-fund', `cdktn@${cdktn}`, `@cdktn/provider-aws@${provider}`);
  const modules = join(copy, 'node_modules');
  mkdirSync(join(modules, '@fm'), { recursive: true });
  const own = new Set(['@fm', '.bin', '.cache', 'cdktn', '@cdktn', 'constructs']);
  for (const name of readdirSync(join(root, 'node_modules')).filter((entry) => !own.has(entry)))
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  for (const name of readdirSync(join(root, 'node_modules/@fm')))
    symlinkSync(readlinkSync(join(root, 'node_modules/@fm', name)), join(modules, '@fm', name));
  for (const name of ['cdktn', '@cdktn', 'constructs'])
    symlinkSync(join(fork, 'node_modules', name), join(modules, name));
}

try {
  const files = run(
    root,
    'git',
    'ls-files',
    'stacks',
    'libs',
    'apps',
    'package.json',
    'cdktf.json',
    'tsconfig.base.json',
  )
    .split('\n')
    .filter((file) => file !== '');
  for (const file of files) cpSync(join(root, file), join(copy, file));
  let moved = 0;
  for (const file of files.filter((name) => /^stacks\/.*\.ts$/.test(name))) {
    const source = readFileSync(join(copy, file), 'utf8');
    if (!importsCdktf(source)) continue;
    writeFileSync(join(copy, file), renamed(source));
    moved += 1;
  }
  installFork();
  for (const name of readdirSync(join(root, 'apps/lambdas')).map((lambda) => `apps/lambdas/${lambda}/dist`))
    if (existsSync(join(root, name))) symlinkSync(join(root, name), join(copy, name));
  const { missing, added, changed, same } = compareSynthesized(synthesize(root), synthesize(copy));
  console.log(
    `${moved} files import cdktn now; ${same} addresses are the same, ${changed.length} of them with other arguments`,
  );
  for (const [what, addresses] of Object.entries({ missing, added, changed }))
    for (const address of addresses) console.log(`${what}: ${address}`);
  process.exitCode = missing.length + added.length > 0 ? 1 : 0;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
