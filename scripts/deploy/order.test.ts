import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { byNumber, dependencies, dependenciesOf, layers, layersIn, root } from './layers.ts';

describe('the order of the layers', () => {
  test('is what the imports of outputs contracts say', () => {
    expect(Object.fromEntries(layers.map((layer) => [layer, dependencies(layer)]))).toEqual({
      '0-prepare': [],
      '1-networking': [],
      '2-clickhouse': ['0-prepare', '1-networking'],
      '3-jump-host': ['1-networking', '2-clickhouse'],
      '4-market-data': ['0-prepare', '1-networking', '2-clickhouse'],
      '5-web-search': ['0-prepare', '1-networking', '2-clickhouse'],
      '6-sec-filing': ['0-prepare', '1-networking', '2-clickhouse'],
      '7-financial-report': ['0-prepare', '1-networking', '2-clickhouse'],
      '8-factor-mining': ['0-prepare', '1-networking', '2-clickhouse'],
      '9-visualization': ['0-prepare', '1-networking', '2-clickhouse'],
    });
  });

  test('never asks for a layer with a higher number, so that there is no circle', () => {
    for (const layer of layers) expect(dependencies(layer).every((read) => byNumber(read, layer) < 0)).toBe(true);
  });

  test('goes by the number, also behind the tenth layer', () => {
    const folders = ['policy', '10-archive', '9-visualization', '2-clickhouse', '11-reports', 'whole'];
    expect(layersIn(folders)).toEqual(['2-clickhouse', '9-visualization', '10-archive', '11-reports']);
    const folder = mkdtempSync(join(tmpdir(), '12-layer-'));
    writeFileSync(
      join(folder, 'stack.ts'),
      "import { a } from '@fm/10-archive/outputs';\nimport { b } from '@fm/2-clickhouse/outputs';",
    );
    expect(dependenciesOf(folder)).toEqual(['2-clickhouse', '10-archive']);
    rmSync(folder, { recursive: true });
  });

  test.each(layers)('%s has a stack, a contract, a spec and a README', (layer) => {
    for (const file of ['stack.ts', 'outputs.ts', 'stack.test.ts', 'README.md', 'package.json']) {
      expect(existsSync(`${root}stacks/${layer}/${file}`)).toBe(true);
    }
  });
});
