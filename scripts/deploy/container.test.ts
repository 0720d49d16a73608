import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { bundleOf } from './container.ts';
import { root } from './layers.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-image-'));
afterAll(() => rmSync(folder, { recursive: true }));
const dockerfileOf = (layer: string) => readFileSync(`${root}stacks/${layer}/Dockerfile`, 'utf8');

describe.each(['8-factor-mining', '9-visualization'])('the image of %s', (layer) => {
  const text = dockerfileOf(layer);

  test('stands on one exact Debian slim Node with room for a digest, and runs without rights', () => {
    expect(text).toMatch(/^FROM node:22\.\d+\.\d+-bookworm-slim\$\{NODE_DIGEST\}$/m);
    expect(text).toMatch(/^USER node$/m);
  });

  test('starts with its exact command on the bundle in an empty environment', () => {
    const project = bundleOf(text).replace('/dist/', '');
    const target = join(folder, layer);
    const bundle = `import { bundleProject } from './scripts/bundle.mjs'; await bundleProject('${project}', '${target}');`;
    const built = spawnSync(process.execPath, ['--input-type=module', '-e', bundle], { cwd: root, encoding: 'utf8' });
    expect(built.stderr).toBe('');
    const [command, ...args] = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(text)?.[1] ?? '[]') as string[];
    expect(command).toBe('node');
    // A wrong setting: the bundle must load as a whole to refuse it.
    const run = spawnSync(process.execPath, args, {
      cwd: target,
      encoding: 'utf8',
      env: { PORT: 'none', AWS_BATCH_JOB_ARRAY_INDEX: 'none' },
    });
    expect(run.stderr).not.toMatch(/ERR_MODULE_NOT_FOUND|SyntaxError/);
    expect(run.status).not.toBe(0);
  });
});

test('a layer without an image is refused', () => {
  const run = spawnSync(process.execPath, ['scripts/deploy/container.ts', '0-prepare'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(run.stderr).toMatch(/USAGE: 0-prepare has no image/);
  expect(run.status).toBe(2);
});
