import type { Panel } from '../panel/panel.ts';

/** How the parts of a combination are weighed. */
export const combinationMethods = ['equal', 'ic', 'ridge'] as const;
export type CombinationMethod = (typeof combinationMethods)[number];

/** What is combined; all panels are sessions x stocks of the same shape. */
export interface CombinationParts {
  readonly count: number;
  /** Values of a part, known at the close of their session; may be asked for twice. */
  readonly values: (part: number) => Panel;
  /** Whether low values of a part are the good ones. @default none */
  readonly negated?: readonly boolean[];
  /** Adjusted closes, from which the returns are made that weights are learnt from. */
  readonly closes: Panel;
  /** 0 where a stock is not a member of the universe. @default all stocks are members */
  readonly member?: Uint8Array;
}

/** How parts are combined. */
export interface CombinationRules {
  readonly method: CombinationMethod;
  /** Sessions over which the returns are measured that weights are learnt from. */
  readonly horizon: number;
  /** Sessions between the last return that weights are learnt from and the session that they are used in. */
  readonly embargo: number;
}

/** Scores of the sessions that weights are learnt from, `0, horizon, 2 horizon, ...`. */
export interface TrainingSample {
  /** Number of training sessions. */
  readonly sessions: number;
  readonly stocks: number;
  /** Per part: training sessions x stocks, normal scores; NaN is missing. */
  readonly scores: readonly Float64Array[];
  /** Training sessions x stocks: normal scores of the returns over the horizon. */
  readonly earned: Float64Array;
}

/** Training sessions of which a part must have seen this many before it is weighed by what it earned. */
export const fewestTrainings = 24;
