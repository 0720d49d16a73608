import { overLimit, outOfRange, syntaxFault, type FormulaError, type Span } from '../errors.ts';
import { limits } from '../limits.ts';
import { readTokens, type Misfit } from './grammar.ts';
import { LeftBracket, Question, RightBracket, spanOf, tokenise } from './tokens.ts';
import { precedenceOf } from './precedence.ts';
import type { IToken } from 'chevrotain';
import type { Tree } from './tree.ts';

/**
 * The tree of a text. Names are not looked up yet.
 *
 * @throws FormulaError at the first place that does not fit, and where the text is over a limit
 */
export function readTree(text: string): Tree {
  const bytes = Buffer.byteLength(text);
  const all = { begin: 0, end: text.length };
  if (bytes > limits.textBytes)
    throw overLimit(
      text,
      all,
      `the formula has ${bytes} bytes, more than ${limits.textBytes}`,
      'Split it: a formula can name another factor.',
    );
  const { tokens, unreadable } = tokenise(text);
  if (unreadable.length > 0) throw unreadableText(text, unreadable[0]!);
  if (tokens.length === 0) throw syntaxFault(text, all, 'the formula is empty', 'Write one, e.g. rank(close).');
  checkSize(text, tokens);
  const read = readTokens(tokens);
  if ('wanted' in read) throw misfit(text, tokens, read);
  checkDepth(text, read);
  return read;
}

const otherSigns: Readonly<Record<string, string>> = {
  '&': 'Write && for "and".',
  '|': 'Write || for "or".',
  '[': 'Write calls and groups with round brackets.',
  '{': 'Write calls and groups with round brackets.',
  '%': 'There is no remainder; write 5 % as 0.05.',
  ';': 'Write one formula.',
  '"': 'Close the quotation with another ".',
  "'": "Close the quotation with another '.",
};

function unreadableText(text: string, { offset, length }: { offset: number; length: number }): FormulaError {
  const shown = [...text.slice(offset, offset + length)][0] as string;
  return syntaxFault(
    text,
    { begin: offset, end: offset + shown.length },
    `${JSON.stringify(shown)} is not allowed here`,
    otherSigns[shown] ?? 'A formula is made of names, numbers, brackets, commas and + - * / ^ < > = ! & | ? :.',
  );
}

function checkSize(text: string, tokens: readonly IToken[]): void {
  let open = 0;
  let nodes = 0;
  for (const token of tokens) {
    if (token.tokenType === LeftBracket) open++;
    else if (token.tokenType === RightBracket) open--;
    else if (token.image !== ',' && token.image !== ':' && token.image !== '=') nodes++;
    if (open > limits.brackets)
      throw overLimit(
        text,
        spanOf(token),
        `brackets are nested more than ${limits.brackets} deep`,
        'Take out brackets that change nothing.',
      );
    if (nodes > limits.nodes)
      throw overLimit(
        text,
        spanOf(token),
        `the formula has more than ${limits.nodes} names, numbers and operators`,
        'Split it: a formula can name another factor.',
      );
  }
  const chained = tokens.filter((token) => token.tokenType === Question).length;
  if (chained > limits.depth)
    throw overLimit(
      text,
      { begin: 0, end: text.length },
      `there are more than ${limits.depth} ?:`,
      'Split the formula.',
    );
}

function misfit(text: string, tokens: readonly IToken[], { token, previous, wanted }: Misfit): FormulaError {
  const last = tokens.at(-1) as IToken;
  const ended = Number.isNaN(token.startOffset) || token.image === '';
  const span: Span = ended ? { begin: spanOf(last).end - 1, end: spanOf(last).end } : spanOf(token);
  const remedy = ended
    ? `Add ${wanted} after ${JSON.stringify(last.image)}.`
    : `Put ${wanted} after ${JSON.stringify(previous.image || 'the beginning')}.`;
  const what = ended
    ? `the formula ends where ${wanted} is expected`
    : `found ${JSON.stringify(token.image)} where ${wanted} is expected`;
  if (token.image === '=')
    return syntaxFault(text, span, 'found "=" where an operator is expected', 'Write == to compare.');
  if (token.image === ')' && wanted.startsWith('an operator'))
    return syntaxFault(text, span, 'a closing bracket has no opening one', 'Take it out, or open one before it.');
  return syntaxFault(text, span, what, remedy);
}

/** Depth of a tree, in which a chain of operators of one precedence is one level; a number that is not finite is refused. */
function checkDepth(text: string, root: Tree): void {
  const waiting: (readonly [Tree, number])[] = [[root, 1]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [tree, depth] = next;
    if (depth > limits.depth)
      throw overLimit(
        text,
        tree,
        `operators are nested more than ${limits.depth} deep`,
        'Split the formula: it can name another factor.',
      );
    if (tree.type === 'number' && !Number.isFinite(tree.value))
      throw outOfRange(text, tree, 'the number is too large for a double', 'Write a number below 1.8e308.');
    for (const [child, sameLevel] of childrenOf(tree)) waiting.push([child, sameLevel ? depth : depth + 1]);
  }
}

function childrenOf(tree: Tree): (readonly [Tree, boolean])[] {
  if (tree.type === 'call') return tree.args.map((arg) => [arg.value, false]);
  if (tree.type === 'unary') return [[tree.operand, false]];
  if (tree.type === 'conditional')
    return [
      [tree.condition, false],
      [tree.then, false],
      [tree.otherwise, tree.otherwise.type === 'conditional'],
    ];
  if (tree.type !== 'binary') return [];
  const chained = tree.left.type === 'binary' && precedenceOf[tree.left.operator] === precedenceOf[tree.operator];
  return [
    [tree.left, chained],
    [tree.right, false],
  ];
}
