import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { build, type Metafile } from 'esbuild';
import { buildFm } from './build-fm.mjs';
import { bundleOptions, bundleProject } from './bundle.mjs';
import { coldStart } from './bench/lambdas.ts';

const functions = fileURLToPath(new URL('../apps/lambdas/', import.meta.url));
const names = readdirSync(functions);

let output: string;
beforeAll(() => {
  output = mkdtempSync(join(tmpdir(), 'fm-bundle-'));
});
afterAll(() => rmSync(output, { recursive: true }));

describe.each(names)('the function %s', (name) => {
  const build = (folder: string) => bundleProject(join(functions, name), join(output, name, folder));

  test('is built to the same zip twice, under 5 MB, without the native engine, and loads in a fresh process', async () => {
    const { inputs } = await build('first');
    await build('second');
    const zips = ['first', 'second'].map((folder) => readFileSync(join(output, name, folder, 'function.zip')));
    expect(zips[0]!.equals(zips[1]!)).toBe(true);
    const files = unzipSync(zips[0]!);
    expect(Object.keys(files)).toContain('handler.mjs');
    expect(Object.keys(files)).toEqual(Object.keys(files).toSorted());
    expect(Object.values(files).reduce((sum, { length }) => sum + length, 0)).toBeLessThan(5_000_000);
    expect(Object.keys(inputs).filter((path) => /node_modules\/chdb/.test(path))).toEqual([]);
    expect(coldStart(join(output, name, 'first', 'handler.mjs'))).toBeGreaterThan(0);
  }, 180_000);
});

const root = fileURLToPath(new URL('..', import.meta.url));

/** Names of the programs and threads that the sources of a bundle start from beside themselves. */
function startedBy({ inputs }: Metafile, folder: string): string[] {
  const named = Object.keys(inputs)
    .filter((path) => path.endsWith('.ts'))
    .map((path) =>
      readFileSync(join(folder, path), 'utf8').matchAll(
        /programBeside\(import.meta.url, '([\w-]+)'|'.\/([\w-]+).mjs'/g,
      ),
    );
  return [...new Set(named.flatMap((found) => [...found].map((match) => match[1] ?? match[2]!)))].sort();
}

/** A job performs its slices one after the other, and the dashboard has a process perform them. */
const neverStarted = ['slice-worker'];

test.each([
  ['fm', ['discovery-worker', 'evaluate-worker', 'main', 'mining-job', 'pdf-worker', 'picture-worker', 'slice-worker']],
  ['mining-job', ['evaluate-worker']],
  ['dashboard', ['evaluate-worker', 'picture-worker']],
])(
  'the bundle of %s holds the programs and threads that it starts',
  async (name, expected) => {
    const out = join(output, 'threads', name);
    const project = name === 'fm' ? root : join(root, 'apps', name);
    const bundle = name === 'fm' ? await buildFm(out) : await bundleProject(project, out);
    const started = startedBy(bundle, project).filter((one) => name === 'fm' || !neverStarted.includes(one));
    expect(started).toEqual(expected);
    expect(Object.keys(bundle.outputs).map((file) => basename(file))).toEqual(
      expect.arrayContaining(started.map((one) => `${one}.mjs`)),
    );
  },
  180_000,
);

function run(script: string, argument: string, TZ: string): string {
  const flags = ['--input-type=module', '-e', script, argument];
  return execFileSync(process.execPath, flags, { encoding: 'utf8', env: { ...process.env, TZ } });
}

test('a zip does not depend on the zone of the machine', () => {
  const [folder] = names;
  const script = `import { zipFolder } from ${JSON.stringify(fileURLToPath(new URL('zip.mjs', import.meta.url)))};
    import { createHash } from 'node:crypto';
    console.log(createHash('sha256').update(zipFolder(process.argv[1])).digest('hex'));`;
  const hashes = ['UTC', 'Asia/Tokyo', 'America/New_York'].map((TZ) =>
    run(script, join(functions, folder!, 'src'), TZ),
  );
  expect(new Set(hashes).size).toBe(1);
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}\n$/);
});

test('a folder without an entry is refused', async () => {
  await expect(bundleProject(output)).rejects.toThrow('neither src/main.ts nor src/handler.ts');
});

test('a bundle knows each definition by the identity that its source has', async () => {
  const source = fileURLToPath(new URL('../libs/factors/src/index.ts', import.meta.url));
  const identities = (module: string) =>
    run(
      `const { definitionIdentity, listFactors } = await import(process.argv[1]);
      console.log(JSON.stringify(listFactors().map((factor) => [factor.name, definitionIdentity(factor)])));`,
      module,
      'UTC',
    );
  const outfile = join(output, 'factors.mjs');
  await build({ ...bundleOptions, entryPoints: [source], outfile, outExtension: {} });
  expect(identities(outfile)).toBe(identities(source));
  expect(identities(outfile)).toContain('"RSI14"');
});
