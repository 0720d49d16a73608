import { canonicalDialect } from './canonical.ts';
import { paperDialect, streetDialect } from './paper.ts';
import { qlibDialect } from './qlib.ts';
import type { Dialect } from './dialect.ts';

/** The ways to write formulas. */
export const dialects = {
  paper: paperDialect,
  street: streetDialect,
  qlib: qlibDialect,
  canonical: canonicalDialect,
} as const satisfies Readonly<Record<string, Dialect>>;

export type DialectName = keyof typeof dialects;
