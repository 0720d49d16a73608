import { readFileSync } from 'node:fs';
import { readSettings, type Settings } from '@fm/stack-settings';
import { root } from './layers.ts';

/** The settings of cdktf.json and of this environment. */
export function settingsOf(variables: NodeJS.ProcessEnv): Settings {
  const { context } = JSON.parse(readFileSync(`${root}cdktf.json`, 'utf8')) as { context: Record<string, unknown> };
  return readSettings({ context, variables });
}
