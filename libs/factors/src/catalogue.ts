import { readdirSync } from 'node:fs';
import type { FactorDefinition } from './definition.ts';

const files = readdirSync(new URL('./catalogue/', import.meta.url))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .sort();

const definitions = new Map<FactorDefinition, string>();
for (const file of files) {
  // One after the other: jest's module linker fails on imports in parallel that share a module.
  const module = (await import(`./catalogue/${file}`)) as { default: FactorDefinition };
  definitions.set(module.default, file);
}

/**
 * Every factor of the folder `catalogue`, one file each, whose default export is its definition: a factor is added by
 * adding its file. Bundles list the folder when they are built.
 */
export const catalogue: readonly FactorDefinition[] = [...definitions.keys()];

/** The file of each definition in the folder. */
export const catalogueFiles: ReadonlyMap<FactorDefinition, string> = definitions;
