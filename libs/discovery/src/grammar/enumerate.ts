import type { Expression, ExpressionPool } from '@fm/expressions';
import type { Grammar } from './grammar.ts';
import { orderingPart } from './same-order.ts';
import { fits, nodeCount } from './shape.ts';
import { sameUnit } from './units.ts';
import { call, overGroup, ratioOverTime, sameUnitOverTime, windowsOf } from './vocabulary.ts';

/**
 * All small formulas: fields; an operator over time of a field; quotients of fields, or of a field and its own mean, spread
 * or delay; correlations and products of two fields; the same relative to the group. Those that order stocks alike are listed
 * once; the simplest come first, those of one size by hash.
 */
export function enumerateSmall(pool: ExpressionPool, grammar: Grammar): Expression[] {
  const fields = grammar.panels.map(({ name }) => pool.field(name));
  const pairs = fields.flatMap((a, at) => fields.slice(at + 1).map((b) => [a, b] as const));
  const rolled = (args: readonly Expression[], operators: readonly string[]): Expression[] =>
    operators.flatMap((operator) => windowsOf(operator).map((length) => call(pool, operator, args, length)));
  const overTime = fields.flatMap((field) => rolled([field], [...sameUnitOverTime, ...ratioOverTime]));
  const quotients = pairs.map(([a, b]) => call(pool, 'div', [a, b]));
  const products = pairs.map(([a, b]) => call(pool, 'mul', [a, b]));
  const differences = pairs.filter(([a, b]) => sameUnits(grammar, a, b)).map(([a, b]) => call(pool, 'sub', [a, b]));
  const scaled = fields.flatMap((field) =>
    rolled([field], ['ts_mean', 'ts_std', 'ts_min', 'ts_max', 'decay_linear']).map((own) =>
      call(pool, 'div', [field, own]),
    ),
  );
  const together = pairs.flatMap((pair) => rolled(pair, ['ts_corr']));
  const ofQuotients = [...quotients, ...products].flatMap((one) =>
    rolled([one], ['ts_mean', 'ts_returns', 'ts_zscore']),
  );
  const all = [
    ...fields,
    ...overTime,
    ...quotients,
    ...products,
    ...differences,
    ...scaled,
    ...together,
    ...ofQuotients,
  ];
  const grouped = grammar.groups.flatMap(({ name }) =>
    overGroup.flatMap((operator) =>
      [...fields, ...overTime, ...quotients, ...scaled].map((one) =>
        call(pool, operator, [one, pool.field(name, 'group')]),
      ),
    ),
  );
  const distinct = new Map([...all, ...grouped].filter(fits).map((one) => [orderingPart(one).hash, one]));
  return [...distinct.values()].sort((a, b) => nodeCount(a) - nodeCount(b) || (a.hash < b.hash ? -1 : 1));
}

function sameUnits({ fields }: Grammar, a: Expression, b: Expression): boolean {
  const [one, other] = [a, b].map(({ params }) => fields.get(String(params[0]))?.unit);
  return one !== undefined && other !== undefined && sameUnit(one, other);
}
