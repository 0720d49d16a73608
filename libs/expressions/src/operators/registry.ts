import { crossSectionOperators } from './cross-section.ts';
import { elementWiseOperators } from './element-wise.ts';
import { groupOperators } from './group.ts';
import { leafOperators } from './leaves.ts';
import type { Operator } from './operator.ts';
import { pointInTimeOperators } from './point-in-time.ts';
import { stateOperators } from './state.ts';
import { timeSeriesOperators } from './time-series.ts';

/** All operators that a formula can name or write, by family. */
export const operators: readonly Operator[] = [
  ...elementWiseOperators,
  ...timeSeriesOperators,
  ...crossSectionOperators,
  ...groupOperators,
  ...stateOperators,
  ...pointInTimeOperators,
];

const byName = new Map([...operators, ...leafOperators].map((operator) => [operator.name, operator]));
const byAnyName = new Map(operators.flatMap((operator) => operator.aliases.map((alias) => [alias, operator])));

/** The operator, or leaf (`field`, `number`), of a canonical name. */
export function operatorNamed(name: string): Operator {
  const operator = byName.get(name);
  if (operator === undefined) throw new RangeError(`no operator is named ${name}`);
  return operator;
}

/** The operator with the canonical name or alias, whatever its case; undefined where there is none. */
export function findOperator(name: string): Operator | undefined {
  const wanted = name.toLowerCase();
  return operators.find((operator) => operator.name === wanted) ?? byAnyName.get(wanted);
}
