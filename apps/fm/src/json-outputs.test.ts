import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { wordsOf } from './completion/words.ts';
import { commandNames, createProgram } from './program.ts';
import { faultsOfJson, schemaOf } from './testing/json-schema.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, 'docs/schemas');

describe('the schemas of --format json', () => {
  test('are those that the current types give', () => {
    const script = `const { schemaFiles } = await import('./scripts/json-schemas.mjs');
      process.stdout.write(JSON.stringify(await schemaFiles()));`;
    const made = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const kept = Object.fromEntries(
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    );
    expect(kept).toEqual(JSON.parse(made));
  }, 300_000);

  test('are found by the words of the command', () => {
    const words = [
      ...['mine --formula x', 'demo --no-serve', 'holdout 12ab', 'runs resume 12ab', 'results --run 12ab'],
      ...['results --list', 'runs', 'runs show 12ab', 'runs diff 1 2', 'ingest prices a.csv', 'ingest groups a.csv'],
      ...[
        'factors',
        'factors list',
        'factors operators',
        'factors operators ts_rank',
        'discover list',
        'doctor --data',
      ],
    ];
    expect(words.map((text) => schemaOf(text.split(' ')))).toEqual([
      ...['results', 'results', 'results', 'results', 'results', 'results-list', 'runs', 'runs-show', 'runs-diff'],
      ...['ingest-prices', 'collect', 'factors', 'factors-list', 'factors-operators', 'factors-operator'],
      ...['discover-list', 'doctor-data'],
    ]);
  });

  test('are there, with a line in the documentation, for every command that has --format json', async () => {
    const page = readFileSync(join(root, 'docs/json.md'), 'utf8');
    const printing = wordsOf(await createProgram(commandNames))
      .filter(({ words }) =>
        words.some(({ word, description }) => word === '--format' && !description.includes('file')),
      )
      .map(({ path }) => path);
    expect(printing.length).toBeGreaterThan(40);
    const lacking = printing.filter((path) => {
      const [first = '', second] = path.split(' ');
      const lineOf = page
        .split('\n')
        .find((line) => line.startsWith('|') && line.includes(`${schemaOf(path.split(' '))}.json`));
      const spelled = [`\`fm ${first}`, ...(second === undefined ? [] : [second])];
      const isNamed =
        spelled.every((word) => lineOf?.includes(word) === true) || lineOf?.includes(`\`fm ${first} NAME\``);
      return !existsSync(join(folder, `${schemaOf(path.split(' '))}.json`)) || isNamed !== true;
    });
    expect(lacking).toEqual([]);
  });

  test('are all named in the documentation', () => {
    const page = readFileSync(join(root, 'docs/json.md'), 'utf8');
    const named = [...page.matchAll(/`([a-z-]+\.json)`/g)].map(([, name]) => name);
    expect([...named].sort()).toEqual(readdirSync(folder).sort());
  });

  test('refuse what is not of their form', () => {
    expect(faultsOfJson(['trials'], '{"trials":[],"searches":[]}')).toEqual([]);
    expect(faultsOfJson(['trials'], '{"trials":[{}],"searches":[]}')).toEqual([
      expect.stringMatching(/^trials\.json \/trials\/0 must have required properties/),
    ]);
    expect(faultsOfJson(['runs'], '[{"id":1}]')).not.toEqual([]);
  });
});
