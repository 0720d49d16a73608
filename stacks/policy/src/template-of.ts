import { readSettings, type Settings } from '@fm/stack-settings';
import { App, Testing, type TerraformStack } from 'cdktf';
import type { Template } from './template.ts';

/** Settings for a test: the initial ones with `changes` in the words of cdktf.json. */
export function settingsFor(changes: Readonly<Record<string, unknown>> = {}): Settings {
  return readSettings({ context: changes });
}

/** An app for one test. */
export function testApp(): App {
  return new App({ context: { excludeStackIdFromLogicalIds: true } });
}

/** What `cdktf synth` would write for a stack. */
export function templateOf(stack: TerraformStack): Template {
  const template = JSON.parse(Testing.synth(stack)) as Omit<Template, 'layer'>;
  return { ...template, layer: stack.node.id };
}
