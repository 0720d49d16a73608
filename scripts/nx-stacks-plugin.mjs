import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A layer reads another one exactly where it imports the other's outputs contract. */
const contractImport = /from '@fm\/(\d+-[a-z-]+)\/outputs'/g;

/**
 * Layers whose outputs the layer in `folder` reads, from the imports of its sources.
 *
 * @param {string} folder - folder of the layer
 * @returns {string[]} names of layers, sorted
 */
export function dependenciesOf(folder) {
  const own = folder.split('/').at(-1);
  const sources = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const read = sources.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(contractImport)]);
  return [...new Set(read.map(([, layer]) => layer))].filter((layer) => layer !== own).sort(byNumber);
}

/**
 * Orders layers by their number, so that `10-x` comes after `9-y`.
 *
 * @param {string} a - name of a layer, `<n>-<name>`
 * @param {string} b - another
 * @returns {number} negative when `a` comes first
 */
export function byNumber(a, b) {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1);
}

/** Targets that change nothing or wait for nothing: action, and whether it needs the synthesized folder. */
const actions = ['validate', 'plan', 'output', 'state'];

function targetsOf(layer, dependencies, dependents, hasImage) {
  const command = (action) => `node scripts/deploy/stack.ts ${action} ${layer}`;
  const uncached = (action, dependsOn) => ({ command: command(action), cache: false, dependsOn });
  return {
    ...(hasImage
      ? { container: { command: `node scripts/deploy/container.ts ${layer}`, cache: false, dependsOn: ['synth'] } }
      : {}),
    synth: { executor: 'nx:noop', dependsOn: [{ projects: ['stacks'], target: 'synth' }] },
    ...Object.fromEntries(actions.map((action) => [action, uncached(action, ['synth'])])),
    replay: { command: `node scripts/deploy/replay.ts ${layer}`, cache: false },
    deploy: uncached('deploy', ['synth', ...on(dependencies, 'deploy')]),
    // Nx has no reverse order: a layer names the layers that read it, which go first.
    destroy: uncached('destroy', ['synth', ...on(dependents, 'destroy')]),
  };
}

function on(projects, target) {
  return projects.length === 0 ? [] : [{ projects, target }];
}

/** Nx plugin: every `stacks/<n>-<name>/stack.ts` is a layer with its targets, in the order its imports tell. */
export const createNodesV2 = [
  'stacks/*/stack.ts',
  (files, _options, { workspaceRoot }) => {
    const layers = new Map(
      files.map((file) => {
        const root = dirname(file);
        return [root.split('/').at(-1), { file, root, reads: dependenciesOf(join(workspaceRoot, root)) }];
      }),
    );
    return [...layers].map(([layer, { file, root, reads }]) => {
      const others = [...layers].filter(([name]) => name !== layer);
      // The first layer holds the state of all others in its bucket, so it goes last.
      const readers = others.filter(([, other]) => layer === '0-prepare' || other.reads.includes(layer));
      const named = existsSync(join(workspaceRoot, root, 'package.json'));
      return [
        file,
        {
          projects: {
            [root]: {
              ...(named ? {} : { name: layer }),
              tags: ['kind:layer'],
              targets: targetsOf(
                layer,
                reads,
                readers.map(([name]) => name),
                existsSync(join(workspaceRoot, root, 'Dockerfile')),
              ),
            },
          },
        },
      ];
    });
  },
];
