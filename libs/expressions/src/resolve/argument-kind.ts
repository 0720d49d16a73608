import { wrongKind } from '../errors.ts';
import type { Expression } from '../expression.ts';
import { operatorNamed } from '../operators/registry.ts';
import type { Argument } from '../operators/operator.ts';
import type { Tree } from '../syntax/tree.ts';

/** Operators of which a number may be an argument: it has the same value in every cell. */
const constantFamilies = new Set(['element-wise', 'state']);

/** The expression, if an operator can take it as the argument; a condition is also a panel of 1 and 0, and groups. */
export function ofKind(text: string, wanted: Argument, given: Expression, tree: Tree, operator: string): Expression {
  const { kind } = given;
  const place = `${wanted.name} of ${operator}`;
  switch (wanted.kind) {
    case 'panel':
      if (kind === 'group')
        throw wrongKind(
          text,
          tree,
          `${place} must be a panel of values, and this is a group`,
          'Groups are the last argument of group operators, e.g. group_rank(close, sector).',
        );
      if (kind === 'number' && operator !== '+' && !constantFamilies.has(operatorNamed(operator).family))
        throw wrongKind(
          text,
          tree,
          `${place} must be a panel of values, and a number is the same for every stock and day`,
          'Write a panel such as close.',
        );
      return given;
    case 'condition':
      if (kind !== 'condition')
        throw wrongKind(
          text,
          tree,
          `${place} must be a condition, and this is a ${kind}`,
          'Compare it with something: x > 0, or x != 0 for any value but 0.',
        );
      return given;
    case 'group':
      if (kind !== 'group' && kind !== 'condition' && given.operator !== 'cs_bucket')
        throw wrongKind(
          text,
          tree,
          `${place} must be a group, and this is a ${kind}`,
          'Use sector, industry or subindustry, or buckets: cs_bucket(cap, 5).',
        );
      return given;
  }
}
