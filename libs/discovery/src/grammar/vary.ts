import type { Expression, ExpressionPool } from '@fm/expressions';
import { anyUnit, grow, pick, type Garden } from './grow.ts';
import { unitOf } from './typing.ts';
import { ratio, sameUnit, type Unit } from './units.ts';
import { call, constants, hasWindow, ratioOverTime, sameUnitOverTime, windowsOf } from './vocabulary.ts';

/** A node of a formula as written: the path to it from the root. */
interface Place {
  readonly node: Expression;
  readonly path: readonly number[];
}

function placesOf(node: Expression, path: readonly number[] = []): Place[] {
  return [{ node, path }, ...node.args.flatMap((arg, at) => placesOf(arg, [...path, at]))];
}

/** The formula with another node at a place. */
function replaced(pool: ExpressionPool, root: Expression, path: readonly number[], by: Expression): Expression {
  const [at, ...rest] = path;
  if (at === undefined) return by;
  const args = root.args.map((arg, k) => (k === at ? replaced(pool, arg, rest, by) : arg));
  return pool.make(root.operator, args, root.params);
}

/** A small random change of a formula, of the same unit unless a part replaces it or something is put around it. */
export function mutate(garden: Garden, root: Expression): Expression {
  const u = garden.uniform();
  if (u < 0.35) return changeNumber(garden, root);
  if (u < 0.6) return changeOperator(garden, root);
  if (u < 0.85) return changePart(garden, root);
  return u < 0.93 ? wrap(garden, root) : unwrap(garden, root);
}

/** Another window, or another constant. */
function changeNumber(garden: Garden, root: Expression): Expression {
  const { pool } = garden;
  const places = placesOf(root).filter(({ node }) => node.operator === 'number' || isWindowed(node));
  if (places.length === 0) return wrap(garden, root);
  const { node, path } = pick(garden, places);
  const by =
    node.operator === 'number'
      ? pool.number(pick(garden, constants))
      : call(pool, node.operator, node.args, pick(garden, windowsOf(node.operator)));
  return replaced(pool, root, path, by);
}

/** Interchangeable operators. */
const alike: readonly (readonly string[])[] = [sameUnitOverTime, ratioOverTime, ['add', 'sub', 'min', 'max']];

function changeOperator(garden: Garden, root: Expression): Expression {
  const { pool } = garden;
  const places = placesOf(root).filter(({ node }) => alike.some((list) => list.includes(node.operator)));
  if (places.length === 0) return wrap(garden, root);
  const { node, path } = pick(garden, places);
  const list = alike.find((some) => some.includes(node.operator)) as readonly string[];
  const operator = pick(
    garden,
    list.filter((name) => name !== node.operator),
  );
  const length = hasWindow(node.operator) ? Number(node.params[0]) : undefined;
  const known = length === undefined || windowsOf(operator).includes(length);
  const by = call(pool, operator, node.args, known ? length : pick(garden, windowsOf(operator)));
  return replaced(pool, root, path, by);
}

/** A new part in place of a random one. */
function changePart(garden: Garden, root: Expression): Expression {
  const { node, path } = pick(garden, panelPlaces(root));
  return replaced(garden.pool, root, path, grow(garden, unitIn(garden, node), 2));
}

function wrap(garden: Garden, root: Expression): Expression {
  const { pool, uniform } = garden;
  const unit = unitIn(garden, root);
  if (uniform() < 0.5) {
    const operator = pick(garden, uniform() < 0.5 ? sameUnitOverTime : ratioOverTime);
    return call(pool, operator, [root], pick(garden, windowsOf(operator)));
  }
  if (uniform() < 0.5) return call(pool, pick(garden, ['add', 'sub']), [root, grow(garden, unit, 1)]);
  return call(pool, pick(garden, ['mul', 'div']), [root, grow(garden, anyUnit(garden), 1)]);
}

/** A part of the formula by itself. */
function unwrap(garden: Garden, root: Expression): Expression {
  return pick(garden, panelPlaces(root)).node;
}

/** A formula with a part of another one of the same unit in it; the formula itself where none has. */
export function cross(garden: Garden, mother: Expression, father: Expression): Expression {
  const { node, path } = pick(garden, panelPlaces(mother));
  const unit = unitIn(garden, node);
  const parts = panelPlaces(father).filter((place) => sameUnit(unitIn(garden, place.node), unit));
  return parts.length === 0 ? mother : replaced(garden.pool, mother, path, pick(garden, parts).node);
}

function panelPlaces(root: Expression): Place[] {
  return placesOf(root).filter(({ node }) => node.kind === 'panel');
}

function isWindowed({ operator, args }: Expression): boolean {
  return args.length > 0 && hasWindow(operator);
}

/** The unit of a part of a formula that mixes none. */
function unitIn({ grammar }: Garden, node: Expression): Unit {
  return unitOf(node, grammar.fields) ?? ratio;
}
