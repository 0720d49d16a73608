import { powerPrecedence, precedenceOf, prefixPrecedence } from './precedence.ts';
import type { Span } from '../errors.ts';
import type { Tree, UnaryTree } from './tree.ts';

/** A prefix or infix operator and its place in the text. */
export interface Sign extends Span {
  readonly operator: string;
}

/** An operand with the signs before it, as in `-!x`. */
export interface Operand {
  readonly prefixes: readonly Sign[];
  readonly value: Tree;
}

/**
 * The tree of operands with operators between them, by precedence: `a + b * c`. All are left-associative but `^`, which also
 * binds tighter than a sign before it: `-x ^ 2` is `-(x ^ 2)`.
 *
 * @param operators - one fewer than the operands
 */
export function climb(operands: readonly Operand[], operators: readonly Sign[]): Tree {
  let at = 0;

  function signed(): Tree {
    const { prefixes, value } = operands[at]!;
    let base = value;
    const sign = operators[at];
    if (sign?.operator === '^') {
      at++;
      const right = signed();
      base = {
        type: 'binary',
        operator: '^',
        operatorSpan: sign,
        left: base,
        right,
        begin: base.begin,
        end: right.end,
      };
    }
    return prefixes.reduceRight<Tree>(
      (operand, prefix) => ({
        type: 'unary',
        operator: prefix.operator as UnaryTree['operator'],
        operand,
        begin: prefix.begin,
        end: operand.end,
      }),
      base,
    );
  }

  function above(least: number): Tree {
    let left = signed();
    for (;;) {
      const sign = operators[at];
      if (sign === undefined || precedenceOf[sign.operator]! < least) return left;
      at++;
      const right = above(Math.min(precedenceOf[sign.operator]! + 1, powerPrecedence));
      left = {
        type: 'binary',
        operator: sign.operator,
        operatorSpan: sign,
        left,
        right,
        begin: left.begin,
        end: right.end,
      };
    }
  }

  return above(Math.min(...Object.values(precedenceOf), prefixPrecedence));
}
