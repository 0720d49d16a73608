import { resolve } from 'node:path';
import type { Settings } from './table.ts';

/** Key of a layer's state in the state bucket. */
export function stateKeyOf(layer: string): string {
  return `${layer}.tfstate`;
}

/** File of a layer's state when it is kept on this machine. */
export function stateFileOf(settings: Settings, layer: string): string {
  return resolve(settings.stateFolder, `${settings.environment}-${layer}.tfstate`);
}
