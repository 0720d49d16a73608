import type { DialectName, Semantics } from '@fm/expressions';
import type { FactorType } from '../definition.ts';

/** A factor as a formula, in plain data: what a run carries, a file holds, and a colleague is sent. */
export interface FormulaText {
  /** Name in results and on the command line. */
  readonly name: string;
  readonly formula: string;
  /** How the formula is read. @default 'paper' */
  readonly dialect?: DialectName;
  /** Choices in which it differs from the dialect. */
  readonly semantics?: Partial<Semantics>;
  /** @default found by what it reads */
  readonly type?: FactorType;
  /** Sign of the premium that is expected of High minus Low. @default 0, none */
  readonly sign?: -1 | 0 | 1;
  readonly source?: string;
  readonly description?: string;
  /** Of a combination: its parts that are formulas. */
  readonly parts?: readonly FormulaText[];
}
