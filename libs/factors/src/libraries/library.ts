import type { DialectName, Semantics } from '@fm/expressions';
import type { FactorType } from '../definition.ts';

/** What was published of a factor. */
export interface Published {
  /** Authors and year of the paper. */
  readonly paper: string;
  /** Year it was published in. */
  readonly year: number;
  /** First and last year of its sample. */
  readonly sample: readonly [number, number];
  /** t-statistic of the long-short return in its sample, without the sign; absent where the paper prints none. */
  readonly t?: number;
}

/** A factor of a library: a formula, and what is expected of it. */
export interface LibraryFactor {
  readonly name: string;
  readonly formula: string;
  /** Sign of the premium that the literature expects; 0 where it names none. */
  readonly sign: -1 | 0 | 1;
  readonly type: FactorType;
  readonly summary: string;
  readonly published?: Published;
  /** Whether the factor is documented not to predict: mined to see what chance looks like. */
  readonly isControl?: boolean;
}

/** Factors that are mined when the library is named. */
export interface FormulaLibrary {
  readonly name: string;
  readonly summary: string;
  readonly source: string;
  /** How the formulas are read. @default 'paper' */
  readonly dialect?: DialectName;
  /** Choices in which they differ from the dialect. */
  readonly semantics?: Partial<Semantics>;
  readonly factors: readonly LibraryFactor[];
}
