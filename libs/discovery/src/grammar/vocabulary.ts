import { defaultsOf, operatorNamed, type Expression, type ExpressionPool } from '@fm/expressions';

/** Windows of formulas, in sessions. */
export const windows: readonly number[] = [2, 3, 5, 10, 20, 40, 60, 120, 250];

/** Constants of formulas. */
export const constants: readonly number[] = [0.5, 1, 2, -1];

/** Operators over time whose value has the unit of their argument. */
export const sameUnitOverTime = [
  'ts_mean',
  'ts_std',
  'ts_min',
  'ts_max',
  'ts_median',
  'delay',
  'delta',
  'decay_linear',
] as const;

/** Operators over time whose value has no unit. */
export const ratioOverTime = ['ts_returns', 'ts_rank', 'ts_zscore', 'ts_argmax', 'ts_argmin', 'ts_rsquare'] as const;

/** Operators of one value whose value has no unit, whatever theirs is. */
export const ratioOfDay = ['cs_rank', 'cs_zscore', 'sign'] as const;

/** Operators of one value without a unit. */
export const ofRatio = ['abs', 's_log_1p', 'tanh'] as const;

export const overGroup = ['group_neutralize'] as const;

/** Shortest meaningful window of an operator. */
const shortest: Readonly<Record<string, number>> = {
  ts_zscore: 5,
  ts_rsquare: 5,
  ts_corr: 5,
  ts_rank: 3,
  ts_argmax: 3,
  ts_argmin: 3,
  ts_median: 3,
  decay_linear: 3,
};

/** Windows that an operator is used with. */
export function windowsOf(operator: string): readonly number[] {
  return windows.filter((length) => length >= (shortest[operator] ?? 1) && !(operator === 'ts_mean' && length < 3));
}

/** Whether the first parameter of an operator is a window. */
export function hasWindow(operator: string): boolean {
  return operatorNamed(operator).params[0]?.name === 'd';
}

/**
 * An operator with a window or without; all other parameters have their defaults.
 *
 * @throws RangeError where numbers only make a number that is not finite
 */
export function call(pool: ExpressionPool, operator: string, args: readonly Expression[], length?: number): Expression {
  const { params } = operatorNamed(operator);
  const defaults = defaultsOf(params, [length]);
  return pool.make(
    operator,
    args,
    params.map((_, at) => (at === 0 ? (length ?? defaults[at]) : defaults[at]) as number | string),
  );
}
