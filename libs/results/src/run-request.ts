import type { FormulaText } from '@fm/factors';
import type { ParametersOf, RunParameterValues } from './parameters/index.ts';

/** What a run mines: the values of its parameters, and the definitions of its factors. */
export interface RunRequest extends Omit<RunParameterValues, 'factors' | 'universe'> {
  /** Factor names, as in the registry. */
  readonly factors: readonly string[];
  /** The definition of each of them that is not a factor of the catalogue. */
  readonly formulas?: readonly FormulaText[];
  /** The definition of each factor that values are made neutral to and that is not a factor of the catalogue. */
  readonly neutralisers?: readonly FormulaText[];
  /** Formulas of a library that cannot be mined, each with the reason. */
  readonly leftOut?: readonly string[];
  /** `ingested`, `demonstration`, or symbols joined by commas, or the path of a universe file. */
  readonly universe: string;
}

/** How the values of a characteristic are treated, session by session, before stocks are ranked by them. */
export type Treatment = ParametersOf<'treatment'> & Pick<RunRequest, 'neutralisers'>;
