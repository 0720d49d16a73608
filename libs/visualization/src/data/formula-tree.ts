import {
  canonicalOf,
  type Expression,
  FormulaError,
  operatorNamed,
  parseFormula,
  writtenParams,
} from '@fm/expressions';

/** A node of a formula with its distance from the root. */
export interface TreeNode {
  readonly depth: number;
  readonly text: string;
}

/**
 * The nodes of a canonical formula, each before its arguments: an operator with its windows and constants, a field or a number.
 *
 * @returns nothing for a formula that cannot be read, such as one over a field that is gone
 */
export function formulaTree(formula: string): TreeNode[] {
  try {
    return nodesBelow(parseFormula(formula, { dialect: 'canonical' }).expression, 0);
  } catch (thrown) {
    if (thrown instanceof FormulaError) return [];
    throw thrown;
  }
}

function nodesBelow(node: Expression, depth: number): TreeNode[] {
  return [{ depth, text: textOf(node) }, ...node.args.flatMap((arg) => nodesBelow(arg, depth + 1))];
}

function textOf(node: Expression): string {
  if (node.args.length === 0) return canonicalOf(node);
  const { symbol } = operatorNamed(node.operator);
  return [symbol ?? node.operator, ...writtenParams(node.operator, node.params)].join(', ');
}
