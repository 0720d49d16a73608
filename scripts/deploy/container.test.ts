import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { bundleOf } from './container.ts';
import { root } from './layers.ts';

describe.each([
  ['8-factor-mining', 'apps/mining-job/dist/'],
  ['9-visualization', 'apps/dashboard/dist/'],
])('the image of %s', (layer, bundle) => {
  const text = readFileSync(`${root}stacks/${layer}/Dockerfile`, 'utf8');

  test('is built on one exact Debian slim Node with room for a digest, and runs without rights', () => {
    expect(text).toMatch(/^ARG NODE_DIGEST=$/m);
    expect(text).toMatch(/^FROM node:22\.\d+\.\d+-bookworm-slim\$\{NODE_DIGEST\}$/m);
    expect(text).toMatch(/^USER node$/m);
  });

  test('runs the Node that this repository is tested with', () => {
    const { devDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
      devDependencies: { node: string };
    };
    expect(text).toContain(`FROM node:${devDependencies.node}-bookworm-slim`);
  });

  test('holds a bundle and nothing else', () => {
    expect(bundleOf(text)).toBe(bundle);
    expect(text.match(/^(COPY|ADD|RUN)/gm)).toEqual(['COPY']);
  });
});
