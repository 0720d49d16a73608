import type { Expression, ExpressionPool } from '@fm/expressions';
import { panelsOfUnit, type Grammar } from './grammar.ts';
import { ratio, sameUnit, type Unit } from './units.ts';
import {
  call,
  constants,
  ofRatio,
  overGroup,
  ratioOfDay,
  ratioOverTime,
  sameUnitOverTime,
  windowsOf,
} from './vocabulary.ts';

/** A generator of random formulas. */
export interface Garden {
  readonly pool: ExpressionPool;
  readonly grammar: Grammar;
  /** Uniform numbers in [0, 1). */
  readonly uniform: () => number;
}

/** One of a list that is not empty. */
export function pick<T>({ uniform }: Pick<Garden, 'uniform'>, list: readonly T[]): T {
  return list[Math.floor(uniform() * list.length)] as T;
}

/** A random unit of a panel; ratios as often as all others together. */
export function anyUnit(garden: Garden): Unit {
  return garden.uniform() < 0.5 ? ratio : pick(garden, garden.grammar.panels).unit;
}

/** A random formula of a unit, with at most `depth` operators within operators beyond what the unit needs. */
export function grow(garden: Garden, unit: Unit, depth: number): Expression {
  const { pool, grammar, uniform } = garden;
  const fields = panelsOfUnit(grammar, unit);
  if (fields.length > 0 && (depth <= 0 || uniform() < 0.15)) return pool.field(pick(garden, fields).name);
  if (depth <= 0) return makeUnit(garden, unit);
  return sameUnit(unit, ratio) && uniform() < 0.75 ? growRatio(garden, depth) : growSame(garden, unit, depth);
}

/** The simplest ratio. No field has the other units, so a field is scaled to them. */
function makeUnit(garden: Garden, unit: Unit): Expression {
  const { pool, grammar } = garden;
  const field = pool.field(pick(garden, grammar.panels).name);
  if (!sameUnit(unit, ratio)) throw new RangeError('no field has the unit');
  return call(pool, 'ts_returns', [field], pick(garden, windowsOf('ts_returns')));
}

function growRatio(garden: Garden, depth: number): Expression {
  const { pool, uniform } = garden;
  const some = (): Expression => grow(garden, anyUnit(garden), depth - 1);
  const u = uniform();
  if (u < 0.35) {
    const operator = pick(garden, ratioOverTime);
    return call(pool, operator, [some()], pick(garden, windowsOf(operator)));
  }
  if (u < 0.6) {
    const unit = anyUnit(garden);
    return call(pool, 'div', [grow(garden, unit, depth - 1), grow(garden, unit, depth - 1)]);
  }
  if (u < 0.8) return call(pool, 'ts_corr', [some(), some()], pick(garden, windowsOf('ts_corr')));
  if (u < 0.9) return call(pool, pick(garden, ratioOfDay), [some()]);
  return call(pool, pick(garden, ofRatio), [grow(garden, ratio, depth - 1)]);
}

function growSame(garden: Garden, unit: Unit, depth: number): Expression {
  const { pool, grammar, uniform } = garden;
  const same = (): Expression => grow(garden, unit, depth - 1);
  const u = uniform();
  if (u < 0.5) {
    const operator = pick(garden, sameUnitOverTime);
    return call(pool, operator, [same()], pick(garden, windowsOf(operator)));
  }
  if (u < 0.7) return call(pool, pick(garden, ['add', 'sub', 'min', 'max']), [same(), same()]);
  if (u < 0.8) return call(pool, pick(garden, ['mul', 'div']), [same(), grow(garden, ratio, depth - 1)]);
  if (u < 0.9) return growChoice(garden, same, depth);
  if (grammar.groups.length === 0) return call(pool, 'abs', [same()]);
  return call(pool, pick(garden, overGroup), [same(), pool.field(pick(garden, grammar.groups).name, 'group')]);
}

/** `a < b ? x : y`, of which a and b have the same unit. */
function growChoice(garden: Garden, same: () => Expression, depth: number): Expression {
  const { pool, uniform } = garden;
  const unit = anyUnit(garden);
  const left = grow(garden, unit, depth - 2);
  const right =
    sameUnit(unit, ratio) && uniform() < 0.5
      ? pool.number(uniform() < 0.5 ? 0 : pick(garden, constants))
      : grow(garden, unit, depth - 2);
  return call(pool, 'if', [call(pool, 'lt', [left, right]), same(), same()]);
}
