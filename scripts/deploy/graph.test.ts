import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lambdaNames } from '@fm/stack-artifacts';
import { layers, root } from './layers.ts';

interface ProjectGraph {
  readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>>;
}

interface TaskGraph {
  readonly tasks: { readonly dependencies: Readonly<Record<string, readonly string[]>> };
}

const folder = mkdtempSync(join(tmpdir(), 'fm-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What Nx writes to a file when it is asked for a graph; a folder of its own keeps it from an old answer. */
function graphOf<Graph>(...args: string[]): Graph {
  const file = join(folder, `${args.join('-').replace(/\W/g, '')}.json`);
  const option = args[0] === 'graph' ? '--file' : '--graph';
  const { status, stderr } = spawnSync('npx', ['nx', ...args, `${option}=${file}`], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_WORKSPACE_DATA_DIRECTORY: join(folder, 'data') },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(readFileSync(file, 'utf8')) as Graph;
}

describe('the project graph', () => {
  let edges: ProjectGraph['dependencies'];
  beforeAll(() => void ({ dependencies: edges } = graphOf<{ graph: ProjectGraph }>('graph').graph), 120_000);

  test.each([
    ['a function to its library', '@fm/lambda-sec-filing-extract', '@fm/sec-filing'],
    ['a library to the library below it', '@fm/sec-filing', '@fm/warehouse'],
    ['a layer to the constructs', '2-clickhouse', 'constructs'],
    ['a layer to the layer that it reads', '8-factor-mining', '2-clickhouse'],
    ['the command to the mining library', '@fm/cli', '@fm/mining'],
  ])('leads from %s', (_what, from, to) => {
    expect((edges[from] ?? []).map(({ target }) => target)).toContain(to);
  });

  test('knows more edges than there are projects', () => {
    expect(Object.values(edges).flat().length).toBeGreaterThan(3 * Object.keys(edges).length);
  });
});

describe('the tasks of deployAll and destroyAll', () => {
  test('deploy every layer after the layers that it reads, from functions that were just built', () => {
    const { dependencies } = graphOf<TaskGraph>('deployAll').tasks;
    expect(dependencies['factor-mining-platform:deployAll']?.toSorted()).toEqual(
      layers.map((name) => `${name}:deploy`),
    );
    expect(dependencies['2-clickhouse:deploy']).toEqual(
      expect.arrayContaining(['0-prepare:deploy', '1-networking:deploy', '2-clickhouse:synth']),
    );
    expect(dependencies['stacks:synth']).toContain('@fm/lambda-market-data-collect:build');
    expect(dependencies['stacks:synth']).toHaveLength(lambdaNames.length);
  }, 120_000);

  test('destroy every layer before the layers that it reads, and the bucket of the state last', () => {
    const { dependencies } = graphOf<TaskGraph>('destroyAll').tasks;
    expect(dependencies['factor-mining-platform:destroyAll']?.toSorted()).toEqual(
      layers.map((name) => `${name}:destroy`),
    );
    expect(dependencies['2-clickhouse:destroy']).toContain('9-visualization:destroy');
    expect(dependencies['0-prepare:destroy']).toEqual(
      expect.arrayContaining(layers.filter((name) => name !== '0-prepare').map((name) => `${name}:destroy`)),
    );
  }, 120_000);
});
