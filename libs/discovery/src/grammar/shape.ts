import { lookBackOf, type Expression } from '@fm/expressions';

/** Limits of a formula of a search. */
export const shapeLimits = { nodes: 24, depth: 6, lookBack: 500 } as const;

/** Operators, fields and numbers of a formula as it is written. */
export function nodeCount(expression: Expression): number {
  return expression.args.reduce((sum, arg) => sum + nodeCount(arg), 1);
}

/** Operators within operators; 0 for a field. */
export function depthOf(expression: Expression): number {
  return expression.args.reduce((most, arg) => Math.max(most, 1 + depthOf(arg)), 0);
}

/** Sessions before t that a value depends on. */
export function lookBack(expression: Expression): number {
  return lookBackOf(expression);
}

/** Whether a search takes a formula of this shape. */
export function fits(expression: Expression): boolean {
  return (
    nodeCount(expression) <= shapeLimits.nodes &&
    depthOf(expression) <= shapeLimits.depth &&
    lookBack(expression) <= shapeLimits.lookBack
  );
}
