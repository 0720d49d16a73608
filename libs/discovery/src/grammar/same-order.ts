import type { Expression } from '@fm/expressions';

/** Operators that keep or reverse the order of the stocks of a day. */
const orderly = new Set(['neg', 'cs_rank', 'cs_zscore', 'cs_demean', 's_log_1p', 'tanh']);

/**
 * The part of a formula that decides how it orders the stocks of a day: `-2 * rank(x) + 1` orders as x does, possibly
 * reversed, and the sign of a candidate is free. Two formulas with the same part are one trial.
 */
export function orderingPart(expression: Expression): Expression {
  const { operator, args } = expression;
  if (orderly.has(operator)) return orderingPart(args[0] as Expression);
  if (operator === 'add' || operator === 'sub' || operator === 'mul') {
    const rest = args.filter((arg) => arg.operator !== 'number');
    if (rest.length === 1 && !isZero(args)) return orderingPart(rest[0] as Expression);
  }
  if (operator === 'div' && args[1]?.operator === 'number') return orderingPart(args[0] as Expression);
  return expression;
}

function isZero(args: readonly Expression[]): boolean {
  return args.some(({ operator, params }) => operator === 'number' && params[0] === 0);
}
