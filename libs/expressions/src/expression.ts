/**
 * What a node yields: a value for every stock and day; a condition (a panel of 1, 0 and NaN for unknown); a group (a panel of
 * whole numbers that name groups, NaN for none); or one number, the same everywhere.
 */
export type Kind = 'panel' | 'condition' | 'group' | 'number';

/** One node of a hash-consed graph: equal nodes are one object within one pool. */
export interface Expression {
  /** Name in the registry of operators: `field`, `number`, `add`, `ts_corr`, `cs_rank`, `group_neutralize`, `if`, ... */
  readonly operator: string;
  /** Panels, conditions and groups that it is computed from. A number node is allowed wherever a panel is. */
  readonly args: readonly Expression[];
  /** Windows and constants, in the order of the registry, defaults filled in. A field has `[name]`, a number `[value]`. */
  readonly params: readonly (number | string)[];
  readonly kind: Kind;
  /** SHA-256 of the canonical form, in hexadecimal: the identity of a formula, and the key of caches. */
  readonly hash: string;
}

/** The inputs of an evaluation: one panel a name, all of the same days and stocks. */
export interface Panels {
  readonly days: number;
  readonly stocks: number;
  /**
   * Values of a leaf, date-major (day x stocks + stock), NaN where missing. Groups are whole numbers, NaN for none.
   *
   * @param key - what `panelKey` says of the leaf: the name of a field, or the text of a point-in-time call such as
   * `yoy(ttm(revenue))`
   */
  get(key: string): Float64Array;
}

/** Whether a node is read from {@link Panels} and not computed. */
export function isLeaf(expression: Expression): boolean {
  return expression.args.length === 0 && expression.operator !== 'number';
}

export { panelKey } from './graph/panel-key.ts';
