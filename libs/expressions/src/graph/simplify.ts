import { longestWindow } from '../operators/operator.ts';
import type { Expression } from '../expression.ts';

type Params = readonly (number | string)[];

/** Makes expressions; the pool that asks. */
interface Maker {
  number(value: number): Expression;
  make(operator: string, args: readonly Expression[], params?: Params): Expression;
}

/**
 * Another spelling of the operator that computes the same value of every cell, to the bit but for the sign of a zero, and
 * that all such spellings share; undefined where this is it.
 */
export function simplify(
  pool: Maker,
  operator: string,
  args: readonly Expression[],
  params: Params,
): Expression | undefined {
  return rules[operator]?.(pool, args, params);
}

type Rule = (pool: Maker, args: readonly Expression[], params: Params) => Expression | undefined;

const rules: Readonly<Record<string, Rule>> = {
  gt: (pool, [x, y]) => pool.make('lt', [y!, x!]),
  ge: (pool, [x, y]) => pool.make('le', [y!, x!]),
  neg: (pool, [x]) => {
    if (is(x!, 'neg')) return x!.args[0];
    return is(x!, 'sub') ? pool.make('sub', [x!.args[1]!, x!.args[0]!]) : undefined;
  },
  add: (pool, [x, y]) => {
    if (is(x!, 'neg')) return pool.make('sub', [y!, x!.args[0]!]);
    if (is(y!, 'neg')) return pool.make('sub', [x!, y!.args[0]!]);
    if (isNegative(x!)) return pool.make('sub', [y!, opposite(pool, x!)]);
    return isNegative(y!) ? pool.make('sub', [x!, opposite(pool, y!)]) : undefined;
  },
  sub: (pool, [x, y]) => {
    if (isNumber(x!, 0)) return pool.make('neg', [y!]);
    if (is(y!, 'neg')) return pool.make('add', [x!, y!.args[0]!]);
    if (isNegative(y!)) return pool.make('add', [x!, opposite(pool, y!)]);
    if (is(y!, 'delay') && y!.args[0] === x) return pool.make('delta', [x!], y!.params);
    if (is(x!, 'delay') && x!.args[0] === y) return pool.make('neg', [pool.make('delta', [y!], x!.params)]);
    return isNumber(y!, 1) ? returnsOf(pool, x!) : undefined;
  },
  mul: (pool, [x, y]) => {
    if (isNumber(x!, 1)) return y;
    if (isNumber(y!, 1)) return x;
    return takeOutSign(pool, 'mul', x!, y!);
  },
  div: (pool, [x, y]) => {
    if (isNumber(y!, 1)) return x;
    return takeOutSign(pool, 'div', x!, y!);
  },
  inverse: (pool, [x]) => pool.make('div', [pool.number(1), x!]),
  pow: (_, [x, y]) => (isNumber(y!, 1) ? x : undefined),
  not: (pool, [a]) => {
    if (is(a!, 'not')) return a!.args[0];
    if (is(a!, 'lt')) return pool.make('le', [a!.args[1]!, a!.args[0]!]);
    if (is(a!, 'le')) return pool.make('lt', [a!.args[1]!, a!.args[0]!]);
    if (is(a!, 'eq')) return pool.make('ne', a!.args);
    return is(a!, 'ne') ? pool.make('eq', a!.args) : undefined;
  },
  if: (pool, [c, x, y]) => {
    const turned = is(c!, 'not') || is(c!, 'le') || is(c!, 'ne');
    return turned ? pool.make('if', [pool.make('not', [c!]), y!, x!]) : undefined;
  },
  delay: (pool, [x], [d]) => {
    const sum = is(x!, 'delay') ? Number(x!.params[0]) + Number(d) : Infinity;
    return sum <= longestWindow ? pool.make('delay', x!.args, [sum]) : undefined;
  },
};

function is(x: Expression, operator: string): boolean {
  return x.operator === operator;
}

function isNumber(x: Expression, value: number): boolean {
  return x.operator === 'number' && x.params[0] === value;
}

function isNegative(x: Expression): boolean {
  return x.operator === 'number' && Number(x.params[0]) < 0;
}

function opposite(pool: Maker, number: Expression): Expression {
  return pool.number(-Number(number.params[0]));
}

/** `x / delay(x, d) - 1` is a rate of change. */
function returnsOf(pool: Maker, x: Expression): Expression | undefined {
  if (!is(x, 'div') || !is(x.args[1]!, 'delay') || x.args[1]!.args[0] !== x.args[0]) return undefined;
  return pool.make('ts_returns', [x.args[0]!], x.args[1]!.params);
}

/** `-2 * x`, `x * -y` and the like are `-(2 * x)`, `-(x * y)`. */
function takeOutSign(pool: Maker, operator: 'mul' | 'div', x: Expression, y: Expression): Expression | undefined {
  const [positiveX, positiveY] = [x, y].map((side) => {
    if (is(side, 'neg')) return side.args[0];
    return isNegative(side) ? opposite(pool, side) : side;
  });
  if (positiveX === x && positiveY === y) return undefined;
  const positive = pool.make(operator, [positiveX!, positiveY!]);
  return (positiveX === x) === (positiveY === y) ? positive : pool.make('neg', [positive]);
}
