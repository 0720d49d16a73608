import { expect } from '@jest/globals';
import type { Expression } from '../expression.ts';
import { findOperator } from '../operators/registry.ts';
import { call, field, panelsOf } from '../testing/build.ts';
import { readReal, testWith } from '../testing/real-data.ts';
import { evaluate } from './evaluator.ts';

type Cells = readonly (number | null)[];

interface Case {
  readonly op: string;
  readonly x: Cells;
  readonly y?: Cells;
  readonly z?: Cells;
  readonly group?: readonly (string | null)[];
  readonly args: readonly (number | string)[];
  readonly expected: Cells;
}

const symbols: Readonly<Record<string, string>> = {
  '^': 'pow',
  '/': 'div',
  '&&': 'and',
  '||': 'or',
  '!': 'not',
  '<': 'lt',
  '?:': 'if',
};
const file = 'formula-truth/operators.json';

/** The formula of a case: `min=k` and `window=w` are named parameters; what is left out has its default. */
function formulaOf({ op, y, z, group, args }: Case): Expression {
  const operator = findOperator(op) ?? findOperator(symbols[op]!);
  if (operator === undefined) throw new Error(`no operator ${op}`);
  const params: (number | string)[] = [];
  let next = 0;
  for (const given of args) {
    const [name, value] = String(given).split('=');
    const named = operator.params.findIndex((param) => param.name === name);
    if (value !== undefined) params[named] = Number(value);
    else params[next++] = given;
  }
  const x = op === 'ts_count' ? call('gt', [field('x'), field('two')]) : field('x');
  const others = [y && field('y'), z && field('z'), group && field('group', 'group')].filter(
    (one) => one !== undefined,
  );
  const asArguments = operator.args.length > 1 + others.length ? [field('number')] : [];
  return call(operator.name, [x, ...others, ...asArguments], asArguments.length > 0 ? [] : params);
}

/** Time series run down one stock, cross-sections along one session. */
function panelsFor(one: Case, isSeries: boolean) {
  const ids = one.group?.map((name) => (name === null ? null : name.charCodeAt(0)));
  const wanted = { x: one.x, y: one.y, z: one.z, group: ids, two: one.x.map(() => 2) };
  const constant = { number: one.x.map(() => Number(one.args[0] ?? 0)) };
  const rows = Object.entries({ ...wanted, ...constant }).flatMap(([name, cells]) =>
    cells === undefined ? [] : [[name, isSeries ? cells.map((cell) => [cell]) : [cells]] as const],
  );
  return panelsOf(Object.fromEntries(rows));
}

testWith(file)('every operator gives the values of the tabled cases', () => {
  const { cases } = JSON.parse(readReal(file)) as { cases: Case[] };
  expect(cases).toHaveLength(182);
  for (const one of cases) {
    const formula = formulaOf(one);
    const family = findOperator(formula.operator)?.family;
    const isSeries = family === 'time-series' || family === 'state';
    const [values] = evaluate([formula], panelsFor(one, isSeries));
    one.expected.forEach((expected, at) => {
      const message = `${one.op}(${one.args.join(', ')}) of ${JSON.stringify(one.x)} at ${at}: ${values![at]}, not ${expected}`;
      const isRight = expected === null ? Number.isNaN(values![at]) : Math.abs(values![at]! - expected) < 1e-10;
      if (!isRight) throw new Error(message);
    });
  }
});
