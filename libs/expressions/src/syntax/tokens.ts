import { createToken, Lexer, type IToken, type TokenType } from 'chevrotain';
import { precedenceOf } from './precedence.ts';

const WhiteSpace = createToken({ name: 'WhiteSpace', pattern: /[\s\u00a0]+/, line_breaks: true, group: Lexer.SKIPPED });
export const NumberLiteral = createToken({ name: 'NumberLiteral', pattern: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/ });
export const QuotedName = createToken({ name: 'QuotedName', pattern: /"[^"\n]{1,200}"|'[^'\n]{1,200}'/ });
/** `close`, `IndClass.sector`, `$close` (qlib), `values:MyColumn` (a column of values that was ingested). */
export const Name = createToken({
  name: 'Name',
  pattern: /(?:values|panel):[A-Za-z_][\w.]*|\$?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/,
});
export const LeftBracket = createToken({ name: 'LeftBracket', pattern: '(' });
export const RightBracket = createToken({ name: 'RightBracket', pattern: ')' });
export const Comma = createToken({ name: 'Comma', pattern: ',' });
export const Question = createToken({ name: 'Question', pattern: '?' });
export const Colon = createToken({ name: 'Colon', pattern: ':' });
export const InfixOperator = createToken({ name: 'InfixOperator', pattern: Lexer.NA });
export const PrefixOperator = createToken({ name: 'PrefixOperator', pattern: Lexer.NA });

const spellings = [...Object.keys(precedenceOf), '**'].sort((a, b) => b.length - a.length);
const infixOperators = spellings.map((spelling) =>
  createToken({
    name: `Infix ${spelling}`,
    pattern: spelling,
    categories: spelling === '-' || spelling === '+' ? [InfixOperator, PrefixOperator] : [InfixOperator],
  }),
);
const Not = createToken({ name: 'Not', pattern: '!', categories: [PrefixOperator] });
export const Equals = createToken({ name: 'Equals', pattern: '=' });

export const tokenTypes: TokenType[] = [
  WhiteSpace,
  NumberLiteral,
  QuotedName,
  Name,
  LeftBracket,
  RightBracket,
  Comma,
  Question,
  Colon,
  ...infixOperators,
  Not,
  Equals,
  InfixOperator,
  PrefixOperator,
];

const lexer = new Lexer(tokenTypes, { positionTracking: 'onlyOffset' });

/** A place in the text that begins no token. */
export interface UnreadableText {
  readonly offset: number;
  readonly length: number;
}

/** The tokens of a text, in order, and what is none. */
export function tokenise(text: string): { readonly tokens: IToken[]; readonly unreadable: readonly UnreadableText[] } {
  const { tokens, errors } = lexer.tokenize(text);
  return { tokens, unreadable: errors };
}

/** Place of a token in the text. */
export function spanOf(token: IToken): { readonly begin: number; readonly end: number } {
  return { begin: token.startOffset, end: token.startOffset + token.image.length };
}
