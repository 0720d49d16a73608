import { dialects, type DialectName } from './dialects/dialects.ts';
import type { Semantics } from './dialects/semantics.ts';
import { overLimit, wrongKind } from './errors.ts';
import { panelKey, type Expression } from './expression.ts';
import { standardFields, type Fields } from './fields.ts';
import { canonicalOf } from './graph/canonical.ts';
import { leavesOf, lookBackOf } from './graph/derive.ts';
import { ExpressionPool } from './graph/pool.ts';
import { standardItems, type Items } from './items.ts';
import { limits } from './limits.ts';
import { Resolver } from './resolve/resolver.ts';
import { readTree } from './syntax/read-tree.ts';

/** How a formula is read. */
export interface ParseOptions {
  /** @default 'paper' */
  readonly dialect?: DialectName;
  /** Choices in which the formula differs from its dialect. */
  readonly semantics?: Partial<Semantics>;
  /** Panels that the formula can name. @default the standard ones */
  readonly fields?: Fields;
  /** Filing items that the formula can name. @default the standard ones */
  readonly items?: Items;
  /** Where equal parts of several formulas become the same objects. @default a new one */
  readonly pool?: ExpressionPool;
}

/** A formula that was read. */
export interface Formula {
  readonly expression: Expression;
  /** The text that was read. */
  readonly source: string;
  readonly dialect: DialectName;
  readonly semantics: Semantics;
  /** How the formula is written when everything that it means is said; other spellings of it have the same. */
  readonly canonical: string;
  /** SHA-256 of the canonical form, in hexadecimal: the identity of the formula. */
  readonly hash: string;
  /** Sessions before t that a value at t depends on. */
  readonly lookBack: number;
  /** Keys of the panels that it reads, sorted. */
  readonly inputs: readonly string[];
}

/**
 * Reads a formula.
 *
 * @throws FormulaError that says what is wrong, where, and what to write instead
 */
export function parseFormula(source: string, options: ParseOptions = {}): Formula {
  const { dialect: dialectName = 'paper', fields = standardFields, items = standardItems } = options;
  const { pool = new ExpressionPool() } = options;
  const dialect = dialects[dialectName];
  const semantics = { ...dialect.semantics, ...options.semantics };
  const tree = readTree(source);
  const expression = new Resolver(source, { pool, dialect, semantics, fields, items }).resolve(tree);
  if (expression.kind === 'number' || expression.kind === 'group')
    throw wrongKind(
      source,
      tree,
      `the formula is a ${expression.kind}, and a factor needs a value for every stock`,
      'Use a panel such as close in it.',
    );
  const lookBack = lookBackOf(expression, (name) => fields.find(name)?.lookBack ?? 0);
  if (lookBack > limits.lookBack)
    throw overLimit(
      source,
      tree,
      `the formula looks back ${lookBack} sessions, more than ${limits.lookBack}`,
      'Use shorter windows: those within others add up.',
    );
  return {
    expression,
    source,
    dialect: dialectName,
    semantics,
    canonical: canonicalOf(expression),
    hash: expression.hash,
    lookBack,
    inputs: leavesOf([expression]).map(panelKey).sort(),
  };
}
