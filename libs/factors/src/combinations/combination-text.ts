import { FormulaError } from '@fm/expressions';
import { combinationMethods, type CombinationMethod, type CombinationRules } from '@fm/factor-math';

/** A part of a combination as it is written. */
export interface PartText {
  readonly name: string;
  /** Whether low values are the good ones, written `-NAME`. */
  readonly negated: boolean;
  /** Place in the text. */
  readonly begin: number;
  readonly end: number;
}

/** What the text of a combination says. */
export interface CombinationText extends CombinationRules {
  readonly parts: readonly PartText[];
}

/** A month, and a week between what is learnt and what is weighed. */
const defaults = { horizon: 21, embargo: 5 } as const;

const call = /^\s*combine\s*\((.*)\)\s*$/is;
const remedy =
  'Write combine(METHOD, FACTOR, -FACTOR, ...) with equal, ic or ridge, and horizon=21 and embargo=5 as needed.';

/** Whether a text is that of a combination and not of a formula. */
export function isCombination(text: string): boolean {
  return call.test(text);
}

/** The text of a combination; equal weights have no horizon and no embargo. */
export function combinationText(
  { method, horizon, embargo }: CombinationRules,
  parts: readonly Pick<PartText, 'name' | 'negated'>[],
): string {
  const names = parts.map(({ name, negated }) => `${negated ? '-' : ''}${name}`);
  const learnt = method === 'equal' ? [] : [`horizon=${horizon}`, `embargo=${embargo}`];
  return `combine(${[method, ...names, ...learnt].join(', ')})`;
}

/**
 * Reads the text of a combination.
 *
 * @throws FormulaError that says what is wrong and where
 */
export function readCombination(text: string): CombinationText {
  const [first, ...rest] = wordsOf(text);
  const method = combinationMethods.find((one) => one === first?.word.toLowerCase());
  if (first === undefined || method === undefined)
    throw fault(
      text,
      first ?? { begin: 0, end: text.length },
      `"${first?.word ?? ''}" is not a method of combining factors`,
    );
  const numbers: { horizon?: number; embargo?: number } = {};
  const parts: PartText[] = [];
  for (const { word, begin, end } of rest) {
    const [, option, number] = /^(\w+)\s*=\s*(.*)$/.exec(word) ?? [];
    const [, sign, name] = /^([+-]?)\s*([A-Za-z][\w.:-]*)$/.exec(word) ?? [];
    if (option !== undefined)
      numbers[optionOf(text, option, number as string, { begin, end, method })] = Number(number);
    else if (name !== undefined) parts.push({ name, negated: sign === '-', begin, end });
    else throw fault(text, { begin, end }, `"${word}" is not the name of a factor`);
  }
  if (parts.length < 2) throw fault(text, { begin: 0, end: text.length }, 'a combination has at least two factors');
  return { method, ...defaults, ...numbers, parts };
}

interface Place {
  readonly begin: number;
  readonly end: number;
}

function optionOf(
  text: string,
  name: string,
  number: string,
  { method, ...place }: Place & { readonly method: CombinationMethod },
): 'horizon' | 'embargo' {
  if (name !== 'horizon' && name !== 'embargo') throw fault(text, place, `"${name}" is not a setting of a combination`);
  if (method === 'equal') throw fault(text, place, `equal weights are not learnt and have no ${name}`);
  const least = name === 'horizon' ? 1 : 0;
  if (!/^\d{1,3}$/.test(number) || Number(number) < least)
    throw fault(text, place, `${name} is a whole number of sessions from ${least} to 999, not "${number}"`);
  return name;
}

/** The words between the commas with their places. */
function wordsOf(text: string): (Place & { readonly word: string })[] {
  const inner = call.exec(text)?.[1] ?? '';
  let at = text.indexOf('(') + 1;
  return inner.split(',').map((piece) => {
    const begin = at + (piece.length - piece.trimStart().length);
    at += piece.length + 1;
    const word = piece.trim();
    return { word, begin, end: begin + word.length };
  });
}

function fault(text: string, { begin, end }: Place, what: string): FormulaError {
  return new FormulaError('FORMULA_ARGUMENTS', text, { begin, end }, what, remedy);
}
