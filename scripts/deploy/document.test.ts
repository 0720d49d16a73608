import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { outputNameOf } from '@fm/constructs';
import { settingTable } from '@fm/stack-settings';
import { createNodesV2, layers, root } from './layers.ts';
import { commandsOf } from './trial/document.ts';

const text = readFileSync(`${root}docs/deploy.md`, 'utf8');
const commands = commandsOf(text);
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: Record<string, string> };
const project = JSON.parse(readFileSync(`${root}project.json`, 'utf8')) as { targets: object };
const rootTargets = Object.keys(project.targets);
const [, createNodes] = createNodesV2;
const files = layers.map((layer) => `stacks/${layer}/stack.ts`);
const nodes = createNodes(files, undefined, { workspaceRoot: root });
const targets = new Map(
  nodes.flatMap(([, { projects }]) =>
    Object.entries(projects).map(([folder, project]) => [folder.replace('stacks/', ''), Object.keys(project.targets)]),
  ),
);

describe('docs/deploy.md', () => {
  test('walks through everything in its order', () => {
    const titles = [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(titles).toEqual([
      'Prerequisites',
      'Settings',
      'Bootstrap',
      'Deploy one layer',
      'Deploy all',
      'Connect through the jump host',
      'Inspect state',
      'Rotate the password',
      'Upgrade ClickHouse',
      'Restore from a snapshot',
      'Destroy',
      'What a reviewer asks',
      'What is refused',
    ]);
  });

  test.each(commands)('has a command that exists: %s', (command) => {
    const [program, ...words] = command.split(' ');
    if (command === 'npm ci') return;
    if (program === 'npm') expect(scripts).toHaveProperty([words[1] ?? '']);
    else if (program === 'npx' && words[0] === 'nx' && words.length === 2) expect(rootTargets).toContain(words[1]);
    else if (program === 'npx' && words[0] === 'nx') expect(targets.get(words[2] ?? '')).toContain(words[1]);
    else if (program === 'npx') {
      expect(words.slice(0, 2)).toEqual(['cdktf', 'deploy']);
      const named = words.slice(2).filter((word) => word !== '--ignore-missing-stack-dependencies');
      expect(named.filter((word) => !layers.includes(word))).toEqual([]);
    } else if (program === 'terraform') expect(words[0]).toMatch(/^-chdir=cdktf\.out\/stacks\/1-networking$/);
    else expect(command).toMatch(/^(aws|export \w+=)/);
  });

  test('names settings that exist', () => {
    const words = [...text.matchAll(/`"?([a-z]+[A-Z]\w*)"?(?:`|:)/g)].map(([, word]) => word as string);
    const isSetting = (word: string) => word in settingTable || word in scripts;
    expect(words.filter((word) => !isSetting(word))).toEqual([]);
    expect(words.length).toBeGreaterThanOrEqual(10);
  });

  test('names outputs that exist', async () => {
    const named = [...text.matchAll(/`(\w+)` of (?:`npx nx output|\n\n```sh\nnpx nx output) (\d+-[a-z-]+)/g)];
    expect(named.length).toBeGreaterThanOrEqual(2);
    for (const [, output, layer] of named) expect(await outputsOf(layer as string)).toContain(output);
  });

  test('tells every code with which an action is refused', () => {
    const sources = ['scripts/deploy/errors.ts', 'stacks/settings/src/errors.ts', 'stacks/artifacts/src/locate.ts'];
    const codes = sources.flatMap((file) =>
      [...readFileSync(root + file, 'utf8').matchAll(/new FmError\('(\w+)'/g)].map(([, code]) => code as string),
    );
    expect(codes.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });
});

test.each(layers)('the README of %s tells its outputs, its inputs and what it costs', async (layer) => {
  const readme = readFileSync(`${root}stacks/${layer}/README.md`, 'utf8');
  const line = /^- Outputs: (.*)\.$/m.exec(readme)?.[1] ?? '';
  expect([...line.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(await outputsOf(layer));
  expect(readme).toMatch(/^- Inputs: .*outputs of: /m);
  expect(readme).toMatch(/^- Cost per month when idle: .*\$/m);
});

async function outputsOf(layer: string): Promise<string[]> {
  const contracts = (await import(`@fm/${layer}/outputs`)) as Record<string, { shape: object }>;
  return Object.values(contracts).flatMap(({ shape }) => Object.keys(shape).map(outputNameOf));
}
