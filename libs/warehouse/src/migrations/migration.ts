import { createHash } from 'node:crypto';
import type { Ddl, DdlTarget } from './ddl.ts';

/** A numbered change of the schema. Its statements can be repeated without harm. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly steps: readonly Ddl[];
}

/** The statements of a migration for one server or a cluster. */
export function statementsOf(migration: Migration, target: DdlTarget): string[] {
  return migration.steps.flatMap((step) => step(target));
}

/** Identity of a migration's text: SHA-256 of its single-server rendering, so that it does not depend on the cluster. */
export function migrationHash(migration: Migration): string {
  return createHash('sha256').update(statementsOf(migration, {}).join(';\n')).digest('hex');
}
