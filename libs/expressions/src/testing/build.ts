import type { Expression, Kind, Panels } from '../expression.ts';
import { operatorNamed } from '../operators/registry.ts';

/** An expression without a parser: parameters that are left out have their defaults. */
export function call(
  operator: string,
  args: readonly Expression[] = [],
  params: readonly (number | string)[] = [],
): Expression {
  const known = operatorNamed(operator);
  const whole = known.params.map(({ default: otherwise }, index) => {
    const given = params[index];
    if (given !== undefined) return given;
    if (otherwise === 'd') return params[0]!;
    if (otherwise === '4d') return 4 * Number(params[0]);
    if (otherwise === 'window') return index > 1 && params[1] !== undefined ? params[1] : 4 * Number(params[0]);
    if (otherwise === undefined) throw new Error(`${operator} needs the parameter ${known.params[index]!.name}`);
    return otherwise;
  });
  return node(operator, args, whole, known.result);
}

export function field(name: string, kind: Kind = 'panel'): Expression {
  return node('field', [], [name], kind);
}

export function number(value: number): Expression {
  return node('number', [], [value], 'number');
}

function node(
  operator: string,
  args: readonly Expression[],
  params: readonly (number | string)[],
  kind: Kind,
): Expression {
  const hash = `${operator}(${[...args.map((arg) => arg.hash), ...params].join(', ')})`;
  return { operator, args, params, kind, hash };
}

/** Panels of rows by session, by name. */
export function panelsOf(rows: Readonly<Record<string, readonly (readonly (number | null)[])[]>>): Panels {
  const [first] = Object.values(rows);
  const values = new Map(
    Object.entries(rows).map(([name, cells]) => [name, Float64Array.from(cells.flat(), (cell) => cell ?? NaN)]),
  );
  return {
    days: first!.length,
    stocks: first![0]!.length,
    get: (key) => {
      const panel = values.get(key);
      if (panel === undefined) throw new Error(`no panel ${key}`);
      return panel;
    },
  };
}

/** Sessions before the first one wanted that a formula depends on. */
export function lookBackOf({ operator, args, params }: Expression): number {
  return operatorNamed(operator).lookBack(args.map(lookBackOf), params);
}
