import { EmbeddedActionsParser, tokenMatcher, type IToken, type TokenType } from 'chevrotain';
import { climb, type Operand, type Sign } from './climb.ts';
import {
  Colon,
  Comma,
  Equals,
  InfixOperator,
  LeftBracket,
  Name,
  NumberLiteral,
  PrefixOperator,
  Question,
  QuotedName,
  RightBracket,
  spanOf,
  tokenTypes,
} from './tokens.ts';
import type { ArgumentTree, Tree } from './tree.ts';

/** What is asked for where a token does not fit. */
const wanted = new Map<TokenType, string>([
  [RightBracket, 'a closing bracket'],
  [LeftBracket, 'an opening bracket'],
  [Colon, 'a colon and the other branch of ?:'],
  [Name, 'a name'],
]);

/**
 * The grammar of formulas, for every dialect:
 *
 *     formula     = conditional end
 *     conditional = operation [ "?" conditional ":" conditional ]
 *     operation   = operand { infix operand }
 *     operand     = { "-" | "+" | "!" } primary
 *     primary     = number | name [ "(" [ argument { "," argument } ] ")" ] | quoted | "(" conditional ")"
 *     argument    = [ name "=" ] conditional
 *
 * Precedence is not in the grammar but in {@link climb}: a rule for each level would be eight calls deep for every bracket.
 */
class Grammar extends EmbeddedActionsParser {
  constructor() {
    super(tokenTypes, {
      maxLookahead: 2,
      errorMessageProvider: {
        buildMismatchTokenMessage: ({ expected }) => wanted.get(expected) ?? 'something else',
        buildNotAllInputParsedMessage: () => 'an operator, or the end of the formula',
        buildNoViableAltMessage: () => 'a value',
        buildEarlyExitMessage: () => 'a value',
      },
    });
    this.performSelfAnalysis();
  }

  readonly formula = this.RULE('formula', (): Tree => this.SUBRULE(this.conditional));

  readonly conditional = this.RULE('conditional', (): Tree => {
    const condition = this.SUBRULE(this.operation);
    return (
      this.OPTION((): Tree => {
        this.CONSUME(Question);
        const then = this.SUBRULE1(this.conditional);
        this.CONSUME(Colon);
        const otherwise = this.SUBRULE2(this.conditional);
        return this.ACTION(() => ({
          type: 'conditional',
          condition,
          then,
          otherwise,
          begin: condition.begin,
          end: otherwise.end,
        }));
      }) ?? condition
    );
  });

  readonly operation = this.RULE('operation', (): Tree => {
    const operands: Operand[] = [this.SUBRULE1(this.operand)];
    const operators: Sign[] = [];
    this.MANY(() => {
      const token = this.CONSUME(InfixOperator);
      const operand = this.SUBRULE2(this.operand);
      this.ACTION(() => {
        operators.push(signOf(token));
        operands.push(operand);
      });
    });
    return this.ACTION(() => climb(operands, operators));
  });

  readonly operand = this.RULE('operand', (): Operand => {
    const prefixes: Sign[] = [];
    this.MANY(() => {
      const token = this.CONSUME(PrefixOperator);
      this.ACTION(() => prefixes.push(signOf(token)));
    });
    const value = this.SUBRULE(this.primary);
    return { prefixes, value };
  });

  readonly primary = this.RULE('primary', (): Tree =>
    this.OR([
      { ALT: () => numberOf(this.CONSUME(NumberLiteral)) },
      { ALT: () => quotedOf(this.CONSUME(QuotedName)) },
      { ALT: () => this.SUBRULE(this.named) },
      {
        ALT: () => {
          this.CONSUME(LeftBracket);
          const inner = this.SUBRULE(this.conditional);
          this.CONSUME(RightBracket);
          return inner;
        },
      },
    ]),
  );

  readonly named = this.RULE('named', (): Tree => {
    const token = this.CONSUME(Name);
    const nameSpan = spanOf(token);
    return (
      this.OPTION((): Tree => {
        const args: ArgumentTree[] = [];
        this.CONSUME(LeftBracket);
        this.MANY_SEP({ SEP: Comma, DEF: () => args.push(this.SUBRULE(this.argument)) });
        const end = spanOf(this.CONSUME(RightBracket)).end;
        return { type: 'call', name: token.image, nameSpan, args, begin: nameSpan.begin, end };
      }) ?? { type: 'name', name: token.image, ...nameSpan }
    );
  });

  readonly argument = this.RULE('argument', (): ArgumentTree => {
    const token = this.OPTION({
      GATE: () => tokenMatcher(this.LA(2), Equals),
      DEF: () => {
        const name = this.CONSUME(Name);
        this.CONSUME(Equals);
        return name;
      },
    });
    const value = this.SUBRULE(this.conditional);
    return this.ACTION(() => (token === undefined ? { value } : { name: token.image, nameSpan: spanOf(token), value }));
  });
}

function signOf(token: IToken): Sign {
  return { operator: token.image === '**' ? '^' : token.image, ...spanOf(token) };
}

function numberOf(token: IToken): Tree {
  return { type: 'number', value: Number(token.image), ...spanOf(token) };
}

function quotedOf(token: IToken): Tree {
  return { type: 'name', name: token.image.slice(1, -1), ...spanOf(token) };
}

let grammar: Grammar | undefined;

/** The first token that does not fit, and what was wanted in its place. */
export interface Misfit {
  readonly token: IToken;
  readonly previous: IToken;
  readonly wanted: string;
}

/** The tree of the tokens, or why they make none. */
export function readTokens(tokens: IToken[]): Tree | Misfit {
  grammar ??= new Grammar();
  grammar.input = tokens;
  const tree = grammar.formula();
  const [error] = grammar.errors;
  if (error === undefined) return tree;
  const { previousToken: previous = error.token } = error as typeof error & { previousToken?: IToken };
  return { token: error.token, previous, wanted: error.message };
}
