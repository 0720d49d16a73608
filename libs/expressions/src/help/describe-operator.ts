import type { Operator, Parameter } from '../operators/operator.ts';
import { rangeOf, signatureOf } from '../operators/signature.ts';

/** What is to be known of an operator, for people: one fact a line, by name. */
export function describeOperator(operator: Operator): Readonly<Record<string, string>> {
  const { name, aliases, symbol, family, params, summary, definition, nanRule, source } = operator;
  const facts: Record<string, string> = { operator: name, written: signatureOf(operator) };
  if (symbol !== undefined) facts['sign'] = infixOf(operator);
  if (aliases.length > 0) facts['also'] = aliases.join(', ');
  facts['family'] = family;
  facts['computes'] = summary;
  facts['definition'] = definition;
  facts['missing'] = nanRule;
  for (const parameter of params) facts[parameter.name] = describeParameter(parameter);
  facts['looks back'] = lookBackText(operator);
  facts['source'] = source;
  return facts;
}

/** How an operator is written with its sign: `x + y`, `c ? x : y`. */
export function infixOf({ symbol = '', args }: Operator): string {
  const [a, b, c] = args.map((arg) => arg.name);
  if (symbol === '?:') return `${a} ? ${b} : ${c}`;
  if (symbol === '-x') return `-${a}`;
  return args.length === 1 ? `${symbol}${a}` : `${a} ${symbol} ${b}`;
}

function describeParameter(parameter: Parameter): string {
  const { default: value } = parameter;
  return value === undefined ? rangeOf(parameter) : `${rangeOf(parameter)}; ${value} unless given`;
}

/** The look-back in words, from what the operator says of arguments that look back 0 sessions. */
function lookBackText({ family, params, lookBack }: Operator): string {
  if (family === 'point-in-time') return 'as the filings do';
  const at = (value: number): number =>
    lookBack(
      [0, 0, 0],
      params.map(() => value),
    );
  const [at100, at200] = [at(100), at(200)];
  if (at100 === at200) return 'as its arguments';
  const counted = params.find(({ name }) => name === 'window') ?? params[0];
  return `${counted!.name}${at100 === 100 ? '' : ' - 1'} sessions, and as its arguments`;
}
