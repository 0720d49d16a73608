import type { Panel } from '@fm/factor-math';

/** What a factor measures. */
export type FactorType = 'technical' | 'fundamental' | 'market' | 'sentiment' | 'rating' | 'governance';

/** A panel that a factor can ask for; every one holds, at session t, only what was known before the close of t. */
export type InputName = 'adjClose' | 'close' | 'volume';

/** Where a factor reads its inputs from. */
export type FactorInputs = (name: InputName) => Panel;

/**
 * Sessions before t that a value at t may depend on; `sinceListing` for recursive definitions, whose value depends on
 * every session since the stock's first price.
 */
export type LookBack = number | 'sinceListing';

/** One factor: its definition as data, and the function from input panels to values. */
export interface FactorDefinition {
  /** Name in results and on the command line. */
  readonly name: string;
  /** Other accepted names, e.g. the short names of the reference platform's workflow input. */
  readonly aliases: readonly string[];
  readonly type: FactorType;
  /** Sign of the premium that the literature expects of High minus Low; 0 where it names none. */
  readonly expectedSign: -1 | 0 | 1;
  readonly inputs: readonly InputName[];
  readonly lookBack: LookBack;
  /** Sessions with all inputs present before the first value. */
  readonly warmUp: number;
  readonly unit: string;
  readonly description: string;
  /** Where the definition and the expected sign come from. */
  readonly source: string;
  /** Raised whenever the values change, so that runs made with an older definition keep their own identity. */
  readonly revision: number;
  /** Values f[i,t], days x stocks; NaN where the value is missing. */
  compute(inputs: FactorInputs): Panel;
}

/** Declares a factor. */
export function defineFactor(definition: FactorDefinition): FactorDefinition {
  return definition;
}
