import { outOfRange, unknownName, wrongArguments } from '../errors.ts';
import type { Expression } from '../expression.ts';
import { findOperator } from '../operators/registry.ts';
import { longestWindow } from '../operators/operator.ts';
import type { NameTree } from '../syntax/tree.ts';
import type { Resolver } from './resolver.ts';

const average = /^adv(_dollar)?(\d{1,6})$/i;

/** The field of a name: `close`, `$close`, `IndClass.sector`, or `adv20`, the mean volume of twenty days. */
export function resolveField(resolver: Resolver, tree: NameTree): Expression {
  const { fields, semantics } = resolver.scope;
  const name = tree.name.replace(/^\$|^indclass\./i, '');
  const field = fields.find(tree.name) ?? fields.find(name);
  if (field !== undefined) return resolver.pool.field(field.name, field.kind);
  const [, dollar, days] = average.exec(name) ?? [];
  if (days !== undefined)
    return averageVolume(resolver, tree, Number(days), dollar !== undefined || semantics.adv === 'dollars');
  if (findOperator(name) !== undefined)
    throw wrongArguments(
      resolver.text,
      tree,
      `${tree.name} is an operator and no field`,
      `Call it: ${name.toLowerCase()}(...).`,
    );
  throw unknownName(
    resolver.text,
    tree,
    'field',
    tree.name,
    fields.names(),
    'Fields are prices, groups, and factors by name; filing items are read by ttm(item) or pit(item).',
  );
}

function averageVolume(resolver: Resolver, tree: NameTree, days: number, dollars: boolean): Expression {
  if (days < 1 || days > longestWindow)
    throw outOfRange(resolver.text, tree, `${tree.name} is over ${days} sessions`, `Use 1 to ${longestWindow}.`);
  const volume = resolver.pool.field(dollars ? 'dollar_volume' : 'volume');
  const { min } = resolver.scope.semantics;
  return resolver.pool.make('ts_mean', [volume], [days, min === 'window' ? days : Math.min(min, days)]);
}
