import type { Operator, Parameter } from './operator.ts';

/** How an operator is written, with what it takes: `ts_mean(x, d, min=d)`, `x < y`. */
export function signatureOf(operator: Operator): string {
  if (operator.params[0]?.name === 'measure') return `${operator.name}(item) or ${operator.name}(ttm(item))`;
  const args = operator.args.map(({ name, default: field }) => (field === undefined ? name : `${name}=${field}`));
  const more = operator.variadic === true ? ['...'] : [];
  return `${operator.name}(${[...args, ...more, ...operator.params.map(parameterText)].join(', ')})`;
}

function parameterText({ name, default: value }: Parameter): string {
  return value === undefined ? name : `${name}=${value}`;
}

/** The values that a parameter can have: `whole, 1 to 2520`. */
export function rangeOf({ type, least, most, choices }: Parameter): string {
  if (type === 'choice') return (choices ?? []).join(' or ');
  if (type === 'item') return 'name of a filing item';
  const kind = type === 'whole' ? 'whole number' : 'number';
  if (least === undefined && most === undefined) return kind;
  if (most === undefined) return `${kind}, at least ${least}`;
  return `${kind}, ${least ?? 'up'} to ${most}`;
}
