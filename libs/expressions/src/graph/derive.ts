import { isLeaf, type Expression } from '../expression.ts';
import { operatorNamed } from '../operators/registry.ts';
import { standardFields } from '../fields.ts';

/** Look-back of a field: the sessions before t that its own value at t depends on. */
export type FieldLookBack = (name: string) => number;

const standardLookBack: FieldLookBack = (name) => standardFields.find(name)?.lookBack ?? 0;

/** All nodes that the roots are computed from, each once, arguments before what they are arguments of. */
export function nodesOf(roots: readonly Expression[]): Expression[] {
  const seen = new Set<Expression>();
  const visit = (node: Expression): void => {
    if (seen.has(node)) return;
    node.args.forEach(visit);
    seen.add(node);
  };
  roots.forEach(visit);
  return [...seen];
}

/** Fields and point-in-time functions that the roots read. */
export function leavesOf(roots: readonly Expression[]): Expression[] {
  return nodesOf(roots).filter(isLeaf);
}

/** Sessions before t that a value at t depends on. */
export function lookBackOf(root: Expression, fieldLookBack: FieldLookBack = standardLookBack): number {
  const lookBacks = new Map<Expression, number>();
  for (const node of nodesOf([root])) {
    const { lookBack } = operatorNamed(node.operator);
    const own =
      node.operator === 'field'
        ? fieldLookBack(String(node.params[0]))
        : lookBack(
            node.args.map((arg) => lookBacks.get(arg) as number),
            node.params,
          );
    lookBacks.set(node, own);
  }
  return lookBacks.get(root) as number;
}
