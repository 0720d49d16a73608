import type { Expression } from '../expression.ts';
import type { ExpressionPool } from '../graph/pool.ts';
import { defaultsOf } from '../operators/defaults.ts';
import { operators } from '../operators/registry.ts';
import type { Argument, Operator, Parameter } from '../operators/operator.ts';

/** What random expressions are made of. */
export interface Grammar {
  /** Names of panels. */
  readonly panels: readonly string[];
  /** Names of groups. */
  readonly groups: readonly string[];
  /** Longest window. */
  readonly window: number;
  /** Operators within operators. */
  readonly depth: number;
  /** @default every operator that is not read from filings */
  readonly operators?: readonly Operator[];
}

const computed = operators.filter(({ family }) => family !== 'point-in-time');

/** A random panel or condition of any operators: all arguments have the kinds, and all parameters the ranges, that they must. */
export function randomExpression(pool: ExpressionPool, grammar: Grammar, uniform: () => number): Expression {
  return randomOf(pool, grammar, uniform, grammar.depth, uniform() < 0.8 ? 'panel' : 'condition');
}

function randomOf(
  pool: ExpressionPool,
  grammar: Grammar,
  uniform: () => number,
  depth: number,
  kind: 'panel' | 'condition' | 'group',
): Expression {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(uniform() * list.length)]!;
  if (kind === 'group') return pool.field(pick(grammar.groups), 'group');
  if (kind === 'panel' && (depth <= 0 || uniform() < 0.2)) return pool.field(pick(grammar.panels));
  const allowed = grammar.operators ?? computed;
  const operator = pick(allowed.filter(({ result }) => result === kind || (kind === 'panel' && uniform() < 0.3)));
  const count = operator.args.length + (operator.variadic === true ? Math.floor(uniform() * 2) : 0);
  const args = Array.from({ length: count }, (_, at) => {
    const wanted: Argument = operator.args[Math.min(at, operator.args.length - 1)]!;
    const isConstant = operator.family === 'element-wise' && wanted.kind === 'panel' && uniform() < 0.15;
    if (isConstant) return pool.number(Math.round((uniform() - 0.3) * 40) / 8);
    const left = wanted.kind === 'condition' && depth <= 1 ? 1 : depth - 1;
    return randomOf(pool, grammar, uniform, left, wanted.kind);
  });
  if (args.every((arg) => arg.operator === 'number')) args[0] = pool.field(pick(grammar.panels));
  return pool.make(operator.name, args, randomParameters(operator, grammar, uniform));
}

function randomParameters({ params }: Operator, { window }: Grammar, uniform: () => number): (number | string)[] {
  const values: (number | string)[] = [];
  for (const [at, parameter] of params.entries()) {
    const leftOut = parameter.default !== undefined && parameter.name !== 'd' && uniform() < 0.5;
    const standard = defaultsOf(params, values)[at];
    const isLong = typeof standard === 'number' && standard > window && /^(?:d|window|max_hold)$/.test(parameter.name);
    if (leftOut && standard !== undefined && !isLong) values.push(standard);
    else values.push(randomParameter(parameter, values, window, uniform));
  }
  return parameterOrder(params, values);
}

/** The bounds of clip in their order. */
function parameterOrder(params: readonly Parameter[], values: (number | string)[]): (number | string)[] {
  const [lo, hi] = values;
  return params[0]?.name === 'lo' && Number(lo) > Number(hi) ? [hi!, lo!] : values;
}

function randomParameter(
  { type, choices = [], least = -2, most = 2 }: Parameter,
  before: readonly (number | string)[],
  window: number,
  uniform: () => number,
): number | string {
  if (type === 'choice') return choices[Math.floor(uniform() * choices.length)]!;
  const highest = Math.min(
    most === 'd' ? Number(before[0]) : most,
    type === 'whole' ? Math.max(window, least) : Infinity,
  );
  if (type === 'whole') return least + Math.floor(uniform() * (highest - least + 1));
  return Math.round((least + uniform() * (highest - least)) * 64) / 64;
}
