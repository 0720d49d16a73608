import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildFm, native } from './build-fm.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version, description, license, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Refuses a Node that is too old by name, before anything that it cannot read is loaded. */
const launcher = `#!/usr/bin/env node
const major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
  process.stderr.write('NODE_TOO_OLD: fm needs Node 22 or later, and this is Node ' + process.versions.node + '\\n  remedy: Install Node 22 (https://nodejs.org), or run npx -p node@22 fm\\n');
  process.exitCode = 1;
} else await import('./main.mjs');
`;

const manifest = {
  ...{ name: 'factor-mining', version, description, license },
  type: 'module',
  bin: { fm: './fm.mjs' },
  engines: { node: '>=22' },
  dependencies: Object.fromEntries(native.map((name) => [name, dependencies[name]])),
};

/**
 * Makes one installable package of the command: bundled, with the page of the dashboard built, and with nothing to install
 * besides what has native code.
 *
 * @param folder - where the package goes; emptied first
 * @returns path of the archive, for `npm install`
 */
export async function packFm(folder) {
  const out = resolve(folder);
  const content = join(out, 'package');
  rmSync(out, { recursive: true, force: true });
  await buildFm(content);
  writeFileSync(join(content, 'fm.mjs'), launcher);
  chmodSync(join(content, 'fm.mjs'), 0o755);
  writeFileSync(join(content, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const name of ['LICENSE', 'README.md']) copyFileSync(join(root, name), join(content, name));
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', out], { cwd: content, encoding: 'utf8' });
  return join(out, JSON.parse(packed)[0].filename);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const archive = await packFm(process.argv[2] ?? join(root, 'dist/fm'));
  // The only install script among the packages does nothing, but npm would warn of it.
  console.log(`npm install -g --ignore-scripts ${archive}`);
}
