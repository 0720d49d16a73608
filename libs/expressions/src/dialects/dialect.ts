import type { Expression } from '../expression.ts';
import type { Resolver } from '../resolve/resolver.ts';
import type { CallTree } from '../syntax/tree.ts';
import type { Semantics } from './semantics.ts';

/** What a call becomes; undefined for what the registry makes of its name. */
export type CallRule = (resolver: Resolver, call: CallTree) => Expression | undefined;

/** A way to write formulas: its own names of functions and what it means by them. */
export interface Dialect {
  readonly name: string;
  readonly summary: string;
  readonly semantics: Semantics;
  /** By lower-case name: a canonical name, or a rule. What is not here is found in the registry. */
  readonly functions: Readonly<Record<string, string | CallRule>>;
}
