import { operatorNamed } from '../operators/registry.ts';
import { atomPrecedence, powerPrecedence, precedenceOf, prefixPrecedence } from '../syntax/precedence.ts';
import { defaultsOf } from '../operators/defaults.ts';
import { measures } from '../operators/point-in-time.ts';
import type { Expression } from '../expression.ts';

/** A node whose arguments are written already. */
interface Written extends Pick<Expression, 'operator' | 'params'> {
  readonly args: readonly (Pick<Expression, 'operator' | 'params'> & { readonly canonical: string })[];
}

/**
 * How an expression is written: infix, with the brackets that are needed, canonical names, numbers as the shortest text that
 * reads back the same, and only those options that are not the default. It reads back as the same expression.
 */
export function canonicalForm({ operator, args, params }: Written): string {
  if (operator === 'number') return String(params[0]);
  if (operator === 'field') return nameOf(String(params[0]));
  const { symbol } = operatorNamed(operator);
  const own = precedence({ operator, params });
  const side = (at: number, least: number): string => {
    const { canonical } = args[at]!;
    return precedence(args[at]!) < least ? `(${canonical})` : canonical;
  };
  if (operator === 'if') return `${side(0, 1)} ? ${side(1, 0)} : ${side(2, 0)}`;
  if (operator === 'neg') return `-${side(0, powerPrecedence)}`;
  if (operator === 'not') return `!${side(0, powerPrecedence)}`;
  if (operator === 'pow') return `${side(0, atomPrecedence)} ^ ${side(1, powerPrecedence)}`;
  if (symbol !== undefined) return `${side(0, own)} ${symbol} ${side(1, own + 1)}`;
  return `${operator}(${[...args.map((arg) => arg.canonical), ...writtenParams(operator, params)].join(', ')})`;
}

/** The text of a leaf or other node of a pool. */
export function canonicalOf(expression: Expression): string {
  return (expression as Expression & { readonly canonical: string }).canonical;
}

function precedence({ operator, params }: Pick<Expression, 'operator' | 'params'>): number {
  if (operator === 'number') return Number(params[0]) < 0 ? prefixPrecedence : atomPrecedence;
  const { symbol } = operatorNamed(operator);
  if (symbol === undefined) return atomPrecedence;
  if (operator === 'if') return 0;
  return precedenceOf[symbol] === undefined || operator === 'neg' ? prefixPrecedence : precedenceOf[symbol];
}

/** Windows and constants of a node as the canonical form writes them: those that are not the default. */
export function writtenParams(operator: string, params: readonly (number | string)[]): string[] {
  const { params: known } = operatorNamed(operator);
  if (known[0]?.name === 'measure') {
    const [measure, ...rest] = params;
    return [`${measure}(${writtenParams(String(measure), rest).join(', ')})`];
  }
  const defaults = defaultsOf(known, params);
  return known.flatMap(({ name, type, default: optional }, at) => {
    const value = type === 'item' ? nameOf(String(params[at])) : String(params[at]);
    if (optional === undefined) return [value];
    return params[at] === defaults[at] ? [] : [measures.includes(operator) ? value : `${name}=${value}`];
  });
}

/** A name as a formula writes it: in quotation marks where it has characters that names do not have. */
function nameOf(name: string): string {
  return /^(?:(?:values|panel):[A-Za-z_][\w.]*|[A-Za-z_]\w*)$/.test(name) ? name : `"${name}"`;
}
