import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FmError, messageOf } from '@fm/platform';
import { locateArtifacts } from '@fm/stack-artifacts';
import { readSettings } from '@fm/stack-settings';
import { App } from 'cdktf';
import { addLayers } from './layers.ts';

const root = new URL('../', import.meta.url);

try {
  const { context } = JSON.parse(readFileSync(new URL('cdktf.json', root), 'utf8')) as {
    context: Record<string, unknown>;
  };
  const settings = readSettings({ context, variables: process.env });
  const artifacts = locateArtifacts(resolve(root.pathname, settings.artifactRoot));
  const app = new App({ context });
  addLayers(app, settings, artifacts);
  app.synth();
} catch (error) {
  if (!(error instanceof FmError)) throw error;
  console.error(messageOf(error));
  process.exitCode = error.kind === 'usage' ? 2 : 1;
}
