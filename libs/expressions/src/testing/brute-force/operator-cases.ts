import { fieldsOf, type FieldDefinition } from '../../fields.ts';
import { parseFormula } from '../../parse.ts';
import { panelsOf } from '../build.ts';
import type { Expression, Panels } from '../../expression.ts';

type Cells = readonly (number | null)[];

/** A case of the table of operators: inputs and what is to come of them. */
export interface OperatorCase {
  readonly op: string;
  readonly x: Cells;
  readonly y?: Cells;
  readonly z?: Cells;
  readonly group?: readonly (string | null)[];
  readonly args: readonly (number | string)[];
  readonly expected: Cells;
}

const panelNames = ['x', 'y', 'z'] as const;
const logic = new Set(['&&', '||', '!', '?:', 'trade_when']);
const definitions: FieldDefinition[] = [
  ...panelNames.map((name) => ({ name, kind: 'panel' as const, lookBack: 0, summary: '' })),
  { name: 'g', kind: 'group', lookBack: 0, summary: '' },
];

/** The case as a formula, read from text: `ts_mean(x, 3, min=1)`, `x < y`. */
export function formulaOf({ op, y, z, group, args }: OperatorCase): Expression {
  const names = ['x', ...(y === undefined ? [] : ['y']), ...(z === undefined ? [] : ['z'])];
  return parseFormula(textOf(op, names, group !== undefined, args.map(String)), { fields: fieldsOf(definitions) })
    .expression;
}

function textOf(op: string, names: readonly string[], hasGroup: boolean, args: readonly string[]): string {
  const [x, y, z] = logic.has(op) ? names.map((name, at) => (isFlag(op, at) ? `${name} != 0` : name)) : names;
  if (op === '?:') return `${x} ? ${y} : ${z}`;
  if (op === '!') return `!(${x})`;
  if (!/^\w+$/.test(op)) return `(${x}) ${op} (${y ?? args[0]})`;
  if (op === 'ts_count') return `ts_count(${x} > 2, ${args.join(', ')})`;
  const [a, b] = op === 'trade_when' ? [[x, y, z], []] : [names, hasGroup ? ['g'] : []];
  return `${op}(${[...a, ...b, ...args].join(', ')})`;
}

/** Which arguments of a logical operator are conditions. */
function isFlag(op: string, at: number): boolean {
  if (op === '?:') return at === 0;
  return op === 'trade_when' ? at !== 1 : true;
}

/** Panels of a case: a time series runs down one stock, a cross-section along one session. */
export function panelsForCase(one: OperatorCase, isSeries: boolean): Panels {
  const ids = one.group?.map((name) => (name === null ? null : name.charCodeAt(0)));
  const rows = Object.entries({ x: one.x, y: one.y, z: one.z, g: ids }).flatMap(([name, cells]) =>
    cells === undefined ? [] : [[name, isSeries ? cells.map((cell) => [cell]) : [cells]] as const],
  );
  return panelsOf(Object.fromEntries(rows));
}
