import { outOfRange, unknownName, wrongKind } from '../errors.ts';
import type { Operator, Parameter } from '../operators/operator.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Resolver } from './resolver.ts';

/** Windows that a dialect may write with a fraction. */
const windows: ReadonlySet<string> = new Set(['d', 'window', 'max_hold']);

/** Value of a parameter as the dialect means it: a whole number, a number, one of the choices, or the name of an item. */
export function readParameter(
  resolver: Resolver,
  operator: Operator,
  parameter: Parameter,
  tree: Tree,
): number | string {
  const place = `${parameter.name} of ${operator.name}`;
  if (parameter.type === 'item') return readItem(resolver, place, tree);
  if (parameter.type === 'choice') return readChoice(resolver, place, parameter.choices ?? [], tree);
  const value = resolver.number(tree, place);
  if (parameter.type === 'number' || Number.isInteger(value)) return value;
  const { window } = resolver.scope.semantics;
  if (windows.has(parameter.name) && window !== 'exact')
    return window === 'floor' ? Math.floor(value) : Math.round(value);
  throw outOfRange(resolver.text, tree, `${place} is ${value}, and must be a whole number`, 'Write a whole number.');
}

function readItem(resolver: Resolver, place: string, tree: Tree): string {
  const { text, scope } = resolver;
  if (tree.type !== 'name')
    throw wrongKind(text, tree, `${place} must be the name of a filing item`, 'Write e.g. revenue.');
  const item = scope.items.find(tree.name);
  if (item !== undefined) return item.name;
  const otherwise = `Items are ${[...scope.items.names()].slice(0, 8).join(', ')} and others.`;
  throw unknownName(text, tree, 'filing item', tree.name, scope.items.names(), otherwise);
}

function readChoice(resolver: Resolver, place: string, choices: readonly string[], tree: Tree): string {
  const chosen = tree.type === 'name' ? tree.name.toLowerCase() : '';
  if (choices.includes(chosen)) return chosen;
  throw wrongKind(resolver.text, tree, `${place} must be ${choices.join(' or ')}`, `Write ${choices[0]}.`);
}
