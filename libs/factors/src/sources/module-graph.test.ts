import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ModuleGraph } from './module-graph.ts';
import { readModuleText } from './module-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

const files: Readonly<Record<string, string>> = {
  'factor.ts': `import { twice } from './math.ts';\nimport type { Panel } from './types.ts';\nexport default { compute: (x: number): number => twice(x) };\n`,
  'math.ts': `export * from './sums.ts';\nexport { half as halved } from './halves.ts';\n`,
  'sums.ts': `import { plus } from './plus.ts';\nexport function twice(x: number): number {\n  return plus(x, x);\n}\n`,
  'plus.ts': `/** Adds. */\nexport const plus = (a: number, b: number): number => a + b;\n`,
  'halves.ts': `export const half = (x: number): number => x / 2;\n`,
  'types.ts': `export interface Panel { readonly days: number }\n`,
};

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const hashNow = () => new ModuleGraph().hash(join(folder, 'factor.ts'));

beforeEach(() => Object.entries(files).forEach(([name, text]) => write(name, text)));

describe('the hash of a module', () => {
  test.each([
    ['its own code', 'factor.ts', 'twice(x)', 'twice(x) + 1'],
    ['a function that it calls through an index', 'sums.ts', 'plus(x, x)', 'plus(x, 2 * x)'],
    ['what that one calls', 'plus.ts', 'a + b', 'a - b'],
  ])('changes with %s', (_, file, from, to) => {
    const before = hashNow();
    write(file, files[file]!.replace(from, to));
    expect(hashNow()).not.toBe(before);
  });

  test.each([
    ['a function that it does not call', 'halves.ts', 'x / 2', 'x / 3'],
    ['a type', 'types.ts', 'days', 'sessions'],
    ['a comment', 'plus.ts', 'Adds.', 'Adds two numbers.'],
    ['the layout', 'plus.ts', 'a + b', 'a +\n  b'],
    ['what the index hands on besides', 'math.ts', '\nexport { half', '\nexport { half, half'],
  ])('stays with %s', (_, file, from, to) => {
    const before = hashNow();
    write(file, files[file]!.replace(from, to));
    expect(hashNow()).toBe(before);
  });

  test('of a circle of modules ends', () => {
    write('plus.ts', `import { twice } from './sums.ts';\nexport const plus = (a: number): number => twice(a);\n`);
    expect(hashNow()).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('imports are read over several lines, under other names, and without types', () => {
  const { imports } = readModuleText(
    `import whole, {\n  one,\n  two as second,\n  type Three,\n} from './a.ts';\nimport * as all from '@fm/b';\n`,
  );
  expect(imports).toEqual([
    { name: 'default', as: 'whole', from: './a.ts' },
    { name: 'one', as: 'one', from: './a.ts' },
    { name: 'two', as: 'second', from: './a.ts' },
    { name: '*', as: 'all', from: '@fm/b' },
  ]);
});
