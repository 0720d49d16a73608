import { measures } from '../operators/point-in-time.ts';
import { operatorNamed } from '../operators/registry.ts';
import type { Operator } from '../operators/operator.ts';
import { signatureOf } from '../operators/signature.ts';
import type { CallTree } from '../syntax/tree.ts';
import { bindCall } from './bind-call.ts';
import { readParameter } from './read-parameter.ts';
import type { Resolver } from './resolver.ts';

/** Parameters of a function of a filing item, `yoy(ttm(revenue))` or `yoy(total_assets)`, which means `yoy(pit(...))`. */
export function bindMeasure(resolver: Resolver, operator: Operator, call: CallTree): (number | string)[] {
  const [first, ...more] = call.args;
  const tree = first?.value;
  if (more.length > 0 || tree === undefined || first!.name !== undefined)
    throw resolver.fault(call, `${operator.name} takes one filing item`, `It is written ${signatureOf(operator)}.`);
  if (tree.type === 'name') return ['pit', readParameter(resolver, operator, operator.params[1]!, tree), 0];
  const measure = tree.type === 'call' ? tree.name.toLowerCase() : '';
  if (tree.type !== 'call' || !measures.includes(measure))
    throw resolver.fault(
      call,
      `${operator.name} takes a filing item, and not any expression: what was known a year ago is read from the filings`,
      `Use ${operator.name}(ttm(revenue)), ${operator.name}(annual(revenue)) or ${operator.name}(total_assets).`,
    );
  return [measure, ...bindCall(resolver, operatorNamed(measure), tree).params];
}
