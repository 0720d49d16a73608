import { createHash } from 'node:crypto';
import type { Warehouse } from '../contract.ts';
import type { Ddl, DdlTarget } from './ddl.ts';

/** A numbered change of the schema. Its statements can be repeated without harm. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly steps: readonly Ddl[];
  /**
   * By the hash of a text that an earlier release applied under this number: what makes its tables those of this text. It
   * may run again after it was interrupted anywhere, and the steps follow.
   */
  readonly earlier?: Readonly<Record<string, (statements: Statements) => Promise<void>>>;
}

/** What a migration needs of a warehouse. */
export type Statements = Pick<Warehouse, 'query' | 'command'>;

/** The statements of a migration for one server or a cluster. */
export function statementsOf(migration: Migration, target: DdlTarget): string[] {
  return migration.steps.flatMap((step) => step(target));
}

/** Identity of a migration's text: SHA-256 of its single-server rendering, so that it does not depend on the cluster. */
export function migrationHash(migration: Migration): string {
  return createHash('sha256').update(statementsOf(migration, {}).join(';\n')).digest('hex');
}
