import type { Expression } from '../expression.ts';
import { defaultsOf } from '../operators/defaults.ts';
import { unknownName } from '../errors.ts';
import type { Operator, Parameter } from '../operators/operator.ts';
import { signatureOf } from '../operators/signature.ts';
import type { ArgumentTree, CallTree, Tree } from '../syntax/tree.ts';
import { bindMeasure } from './bind-measure.ts';
import { readParameter } from './read-parameter.ts';
import type { Resolver } from './resolver.ts';

/** Options that a call must name: their place in the list says nothing to a reader. */
export const namedOnly: ReadonlySet<string> = new Set(['min', 'ddof', 'scale']);

/** What a call gives an operator. */
export interface Binding {
  readonly args: readonly (Tree | Expression)[];
  readonly params: readonly (number | string)[];
}

/** Arguments and parameters of a call, by place and by name, with what is left out filled in. */
export function bindCall(resolver: Resolver, operator: Operator, call: CallTree): Binding {
  if (operator.params[0]?.name === 'measure') return { args: [], params: bindMeasure(resolver, operator, call) };
  const { args, rest } = takeArguments(resolver, operator, call);
  return { args, params: takeParameters(resolver, operator, call, rest) };
}

function takeArguments(
  resolver: Resolver,
  operator: Operator,
  call: CallTree,
): { args: (Tree | Expression)[]; rest: ArgumentTree[] } {
  const positional = call.args.filter((arg) => arg.name === undefined);
  const rest = call.args.filter((arg) => arg.name !== undefined);
  const most = operator.variadic === true ? Infinity : operator.args.length;
  const args: (Tree | Expression)[] = positional.slice(0, most).map((arg) => arg.value);
  for (const { name, kind, default: field } of operator.args.slice(args.length)) {
    const at = rest.findIndex((arg) => arg.name?.toLowerCase() === name);
    if (at >= 0) args.push(...rest.splice(at, 1).map((arg) => arg.value));
    else if (field !== undefined) args.push(resolver.pool.field(field, kind));
    else
      throw resolver.fault(
        call,
        `${operator.name} is not given ${name}, a ${kind}`,
        `It is written ${signatureOf(operator)}.`,
      );
  }
  return { args, rest: [...positional.slice(most), ...rest] };
}

function takeParameters(
  resolver: Resolver,
  operator: Operator,
  call: CallTree,
  rest: readonly ArgumentTree[],
): (number | string)[] {
  const values: (number | string | undefined)[] = operator.params.map(() => undefined);
  const places = operator.params.map((_, at) => at).filter((at) => !namedOnly.has(operator.params[at]!.name));
  const written = new Map<Parameter, Tree>();
  for (const arg of rest) {
    const at =
      arg.name === undefined ? places.find((place) => values[place] === undefined) : indexNamed(operator, arg.name);
    if (at === undefined || at < 0) throw unknownOption(resolver, operator, call, arg);
    if (values[at] !== undefined)
      throw resolver.fault(call, `${operator.params[at]!.name} of ${operator.name} is given twice`, 'Take one out.');
    values[at] = readParameter(resolver, operator, operator.params[at]!, arg.value);
    written.set(operator.params[at]!, arg.value);
  }
  const filled = fillDefaults(resolver, operator, values);
  operator.params.forEach((parameter, at) =>
    checkParameter(resolver, operator, call, parameter, filled[at], filled, written),
  );
  return filled as (number | string)[];
}

function indexNamed(operator: Operator, name: string): number {
  return operator.params.findIndex((parameter) => parameter.name === name.toLowerCase());
}

function unknownOption(resolver: Resolver, operator: Operator, call: CallTree, arg: ArgumentTree): Error {
  const written = `It is written ${signatureOf(operator)}.`;
  if (arg.name === undefined || arg.nameSpan === undefined)
    return resolver.fault(call, `${operator.name} is given more than it takes`, written);
  const names = operator.params.map((parameter) => parameter.name);
  return unknownName(resolver.text, arg.nameSpan, `option of ${operator.name}`, arg.name, names, written);
}

/** Values of all parameters: those given, those that the dialect has for all formulas, and the operator's own defaults. */
function fillDefaults(
  resolver: Resolver,
  operator: Operator,
  given: readonly (number | string | undefined)[],
): (number | string | undefined)[] {
  const { semantics } = resolver.scope;
  const own = defaultsOf(operator.params, given);
  return operator.params.map(({ name, default: value }, at) => {
    if (given[at] !== undefined) return given[at];
    if (name === 'ddof') return semantics.ddof;
    if (name === 'scale') return semantics.tsRankScale;
    const isWindow = name === 'min' && (value === 'd' || value === 'window');
    return isWindow && semantics.min !== 'window' ? Math.min(semantics.min, Number(own[at])) : own[at];
  });
}

function checkParameter(
  resolver: Resolver,
  operator: Operator,
  call: CallTree,
  { name, least = -Infinity, most = Infinity, type }: Parameter,
  value: number | string | undefined,
  all: readonly (number | string | undefined)[],
  written: ReadonlyMap<Parameter, Tree>,
): void {
  const signature = `It is written ${signatureOf(operator)}.`;
  if (value === undefined) throw resolver.fault(call, `${operator.name} is not given ${name}`, signature);
  if (type !== 'whole' && type !== 'number') return;
  const highest = most === 'd' ? Number(all[operator.params.findIndex((parameter) => parameter.name === 'd')]) : most;
  if (Number(value) >= least && Number(value) <= highest) return;
  const tree = [...written].find(([parameter]) => parameter.name === name)?.[1] ?? call;
  throw resolver.range(tree, name, Number(value), least, highest, operator.name);
}
