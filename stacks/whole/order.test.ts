import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { settingsFor } from '@fm/stack-policy';
import { App } from 'cdktf';
import { addLayers } from '../layers.ts';
import { artifacts, templatesOf } from './templates.ts';

test('cdktf knows of every layer which others it reads, so that it refuses to destroy what they depend on', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'fm-order-'));
  const app = new App({ outdir, context: { excludeStackIdFromLogicalIds: true } });
  addLayers(app, settingsFor(), artifacts);
  app.synth();
  const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
    stacks: Record<string, { dependencies: string[] }>;
  };
  rmSync(outdir, { recursive: true });
  expect(Object.fromEntries(Object.entries(stacks).map(([name, { dependencies }]) => [name, dependencies]))).toEqual({
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

test.each([true, false])(
  'a plan that destroys a layer fails exactly where the environment is protected: %s',
  (protect) => {
    for (const template of templatesOf({ protect, alarmEmail: 'quant@example.com' })) {
      expect(template.resource['terraform_data']?.['protection']).toMatchObject({
        lifecycle: { prevent_destroy: protect },
      });
    }
  },
);
