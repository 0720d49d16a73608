import { nearestName } from './nearest.ts';

/** Part of a text: from `begin` up to, not including, `end`, in UTF-16 units from 0. */
export interface Span {
  readonly begin: number;
  readonly end: number;
}

/** Kinds of faults of a formula. */
export type FormulaFault =
  'FORMULA_SYNTAX' | 'FORMULA_NAME' | 'FORMULA_ARGUMENTS' | 'FORMULA_KIND' | 'FORMULA_RANGE' | 'FORMULA_LIMIT';

/** A formula that cannot be used: what is wrong, where in the text, and what to write instead. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
  readonly code: FormulaFault;
  readonly what: string;
  readonly where: string;
  readonly remedy: string;
  readonly kind = 'usage';
  readonly span: Span;

  constructor(code: FormulaFault, text: string, span: Span, what: string, remedy: string) {
    const { line, column } = placeOf(text, span.begin);
    const where = `line ${line}, column ${column}`;
    super(`${code}: ${what} (${where}). ${remedy}\n${caretBelow(text, span)}`);
    this.code = code;
    this.what = what;
    this.where = where;
    this.remedy = remedy;
    this.span = span;
  }
}

/** Line and column of a place, both from 1. */
export function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) as string).length + 1 };
}

const shownColumns = 100;

/** The line of the text that the span begins in, cut to what fits a terminal, and carets below the span. */
export function caretBelow(text: string, { begin, end }: Span): string {
  const { line, column } = placeOf(text, begin);
  const whole = (text.split('\n')[line - 1] as string).replaceAll(/[\t\r]/g, ' ');
  const cut = Math.max(0, column - 1 - shownColumns / 2);
  const shown = whole.slice(cut, cut + shownColumns);
  const length = Math.max(1, Math.min(end - begin, shown.length - (column - 1 - cut)));
  return `  ${shown}\n  ${' '.repeat(column - 1 - cut)}${'^'.repeat(length)}`;
}

/** The text is not a formula. */
export function syntaxFault(text: string, span: Span, what: string, remedy: string): FormulaError {
  return new FormulaError('FORMULA_SYNTAX', text, span, what, remedy);
}

/** A name that nothing has; the nearest known one is the remedy. */
export function unknownName(
  text: string,
  span: Span,
  kindOfName: string,
  name: string,
  known: Iterable<string>,
  otherwise: string,
): FormulaError {
  const near = nearestName(name, known);
  const remedy = near === undefined ? otherwise : `Did you mean ${near}?`;
  return new FormulaError('FORMULA_NAME', text, span, `there is no ${kindOfName} named ${shorten(name)}`, remedy);
}

/** Too few or too many arguments, or one that does not exist. */
export function wrongArguments(text: string, span: Span, what: string, remedy: string): FormulaError {
  return new FormulaError('FORMULA_ARGUMENTS', text, span, what, remedy);
}

/** A panel where a condition is taken, a number where a panel is, and the like. */
export function wrongKind(text: string, span: Span, what: string, remedy: string): FormulaError {
  return new FormulaError('FORMULA_KIND', text, span, what, remedy);
}

/** A number outside of what is allowed. */
export function outOfRange(text: string, span: Span, what: string, remedy: string): FormulaError {
  return new FormulaError('FORMULA_RANGE', text, span, what, remedy);
}

/** A formula that is larger than allowed. */
export function overLimit(text: string, span: Span, what: string, remedy: string): FormulaError {
  return new FormulaError('FORMULA_LIMIT', text, span, what, remedy);
}

function shorten(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}...` : name;
}
