import { readFileSync } from 'node:fs';
import { NetworkingStack } from '@fm/1-networking/stack';
import { PrepareStack } from '@fm/0-prepare/stack';
import { readSettings } from '@fm/stack-settings';
import { App } from 'cdktf';

const { context } = JSON.parse(readFileSync(new URL('../cdktf.json', import.meta.url), 'utf8')) as {
  context: Record<string, unknown>;
};
const settings = readSettings({ context, variables: process.env });
const app = new App({ context });

new PrepareStack(app, settings);
new NetworkingStack(app, settings);

app.synth();
