import type { Expression } from '@fm/expressions';
import { product, quotient, ratio, sameUnit, type SearchField, type Unit } from './units.ts';
import { ofRatio, overGroup, ratioOfDay, ratioOverTime, sameUnitOverTime } from './vocabulary.ts';

/** Names of lists as one set. */
const setOf = (...lists: readonly (readonly string[])[]): ReadonlySet<string> => new Set(lists.flat());

const keeps = setOf(sameUnitOverTime, overGroup, ['neg', 'abs', 'cs_demean']);
const forgets = setOf(ratioOverTime, ratioOfDay);
const wantsEqual = setOf(['add', 'sub', 'min', 'max']);
const wantsRatio = setOf(ofRatio);

/**
 * The unit of a formula, or undefined where it mixes units: sums, comparisons and choices are of equal units, functions such
 * as the logarithm of ratios. A number by itself is a ratio.
 */
export function unitOf(expression: Expression, fields: ReadonlyMap<string, SearchField>): Unit | undefined {
  const { operator, params } = expression;
  if (operator === 'number') return ratio;
  if (operator === 'field') return fields.get(String(params[0]))?.unit;
  const units = expression.args.map((arg) => unitOf(arg, fields));
  if (units.some((unit) => unit === undefined)) return undefined;
  return unitOfCall(operator, units as Unit[]);
}

function unitOfCall(operator: string, units: readonly Unit[]): Unit | undefined {
  const [x = ratio, y = ratio, z = ratio] = units;
  if (operator === 'mul') return product(x, y);
  if (operator === 'div') return quotient(x, y);
  if (operator === 'ts_corr') return ratio;
  if (operator === 'lt' || operator === 'le') return sameUnit(x, y) ? ratio : undefined;
  if (operator === 'if') return sameUnit(y, z) ? y : undefined;
  if (wantsEqual.has(operator)) return units.every((unit) => sameUnit(unit, x)) ? x : undefined;
  if (wantsRatio.has(operator) && !keeps.has(operator)) return sameUnit(x, ratio) ? ratio : undefined;
  if (keeps.has(operator)) return x;
  return forgets.has(operator) ? ratio : undefined;
}
