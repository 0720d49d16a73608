import { dialects, type DialectName } from '../dialects/dialects.ts';
import { standardFields, type Fields } from '../fields.ts';
import { standardItems, type Items } from '../items.ts';
import { findOperator, operatorNamed, operators } from '../operators/registry.ts';
import type { Operator } from '../operators/operator.ts';
import { signatureOf } from '../operators/signature.ts';
import { Comma, LeftBracket, Name, RightBracket, spanOf, tokenise } from '../syntax/tokens.ts';
import { describeOperator } from './describe-operator.ts';
import type { IToken } from 'chevrotain';
import type { Span } from '../errors.ts';

/** What an editor knows when it asks for help. */
export interface HelpOptions {
  /** @default 'paper' */
  readonly dialect?: DialectName;
  readonly fields?: Fields;
  readonly items?: Items;
}

/** A name that is allowed at the cursor. */
export interface Completion {
  readonly name: string;
  readonly kind: 'operator' | 'field' | 'item' | 'option';
  /** What is put into the text. */
  readonly insert: string;
  readonly detail: string;
}

/** The names that begin as what is written before the cursor, and the part of the text that they replace. */
export function completionsAt(
  text: string,
  at: number,
  options: HelpOptions = {},
): { readonly span: Span; readonly completions: readonly Completion[] } {
  const { tokens } = tokenise(text.slice(0, at));
  const last = tokens.at(-1);
  const word = last?.tokenType === Name && spanOf(last).end === at ? last : undefined;
  const written = (word?.image ?? '').replace(/^\$/, '').toLowerCase();
  const around = callAround(word === undefined ? tokens : tokens.slice(0, -1), options);
  const fit = namesFor(around?.operator, options).filter(({ name }) => name.toLowerCase().startsWith(written));
  return { span: { begin: word === undefined ? at : spanOf(word).begin, end: at }, completions: fit };
}

/** The documentation of the name at a place of the text; undefined where there is none. */
export function hoverAt(
  text: string,
  at: number,
  options: HelpOptions = {},
): { readonly span: Span; readonly facts: Readonly<Record<string, string>> } | undefined {
  const token = tokenise(text).tokens.find((one) => spanOf(one).begin <= at && at <= spanOf(one).end && isWord(one));
  if (token === undefined) return undefined;
  const operator = operatorOf(token.image, options);
  const isCalled = /^\s*\(/.test(text.slice(spanOf(token).end));
  const plain = token.image.replace(/^\$|^indclass\./i, '');
  const field = (options.fields ?? standardFields).find(plain);
  if (field !== undefined && !isCalled) return { span: spanOf(token), facts: { field: field.name, is: field.summary } };
  if (operator !== undefined && isCalled) return { span: spanOf(token), facts: describeOperator(operator) };
  const item = (options.items ?? standardItems).find(plain);
  return item === undefined ? undefined : { span: spanOf(token), facts: { item: item.name, is: item.summary } };
}

/** The call that the cursor is in, how it is written, and which of its arguments the cursor is at, from 0. */
export function signatureAt(
  text: string,
  at: number,
  options: HelpOptions = {},
): { readonly signature: string; readonly summary: string; readonly argument: number } | undefined {
  const around = callAround(tokenise(text.slice(0, at)).tokens, options);
  if (around === undefined) return undefined;
  const { operator, argument } = around;
  return { signature: signatureOf(operator), summary: operator.summary, argument };
}

function isWord(token: IToken): boolean {
  return token.tokenType === Name;
}

function operatorOf(name: string, { dialect = 'paper' }: HelpOptions): Operator | undefined {
  const { functions } = dialects[dialect] as { functions: Readonly<Record<string, unknown>> };
  const lower = name.toLowerCase();
  const own = Object.hasOwn(functions, lower) ? functions[lower] : undefined;
  return typeof own === 'string' ? operatorNamed(own) : findOperator(lower);
}

/** The innermost call whose bracket is open at the end of the tokens. */
function callAround(
  tokens: readonly IToken[],
  options: HelpOptions,
): { readonly operator: Operator; readonly argument: number } | undefined {
  let closed = 0;
  let argument = 0;
  for (let place = tokens.length - 1; place > 0; place--) {
    const { tokenType } = tokens[place]!;
    if (tokenType === RightBracket) closed++;
    else if (tokenType === LeftBracket && closed > 0) closed--;
    else if (tokenType === Comma && closed === 0) argument++;
    else if (tokenType === LeftBracket) {
      const operator = isWord(tokens[place - 1]!) ? operatorOf(tokens[place - 1]!.image, options) : undefined;
      if (operator !== undefined) return { operator, argument };
      argument = 0;
    }
  }
  return undefined;
}

/** Everything that may be named: options of the call and filing items first, where it takes them. */
function namesFor(operator: Operator | undefined, options: HelpOptions): Completion[] {
  const { fields = standardFields, items = standardItems } = options;
  const takesItems = operator?.family === 'point-in-time';
  const optional = operator?.params.filter((parameter) => parameter.default !== undefined) ?? [];
  const ofItems = takesItems
    ? [...items.names()].map((name): Completion => ({
        name,
        kind: 'item',
        insert: name,
        detail: items.find(name)?.summary ?? '',
      }))
    : [];
  const ofFields = [...fields.names()].map((name): Completion => ({
    name,
    kind: 'field',
    insert: name,
    detail: fields.find(name)?.summary ?? '',
  }));
  return [
    ...optional.map(({ name }): Completion => ({
      name,
      kind: 'option',
      insert: `${name}=`,
      detail: `option of ${operator?.name}`,
    })),
    ...ofItems,
    ...ofFields,
    ...operators.flatMap((entry) =>
      [entry.name, ...entry.aliases].map((name): Completion => ({
        name,
        kind: 'operator',
        insert: `${name}(`,
        detail: `${signatureOf(entry)}: ${entry.summary}`,
      })),
    ),
  ];
}
