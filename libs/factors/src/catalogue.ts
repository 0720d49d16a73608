import { readdirSync } from 'node:fs';
import type { FactorDefinition } from './definition.ts';

const files = readdirSync(new URL('./catalogue/', import.meta.url))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .sort();

/**
 * Every factor of the folder `catalogue`, one file each, whose default export is its definition: a factor is added by
 * adding its file. Bundles list the folder when they are built.
 */
export const catalogue: readonly FactorDefinition[] = await Promise.all(
  files.map(async (file) => ((await import(`./catalogue/${file}`)) as { default: FactorDefinition }).default),
);
