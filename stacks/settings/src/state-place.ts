import { resolve } from 'node:path';
import type { Settings } from './table.ts';

/** Key of a layer's state in the state bucket; two environments never share one, whatever bucket they name. */
export function stateKeyOf(settings: Settings, layer: string): string {
  return `${settings.environment}/${layer}.tfstate`;
}

/** File of a layer's state when it is kept on this machine. */
export function stateFileOf(settings: Settings, layer: string): string {
  return resolve(settings.stateFolder, `${settings.environment}-${layer}.tfstate`);
}
