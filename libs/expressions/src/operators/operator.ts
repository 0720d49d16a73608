import type { Kind } from '../expression.ts';

/** Which cells a value is computed from: its own, its stock's past, its day, its group, its stock's state, or filings. */
export type Family = 'element-wise' | 'time-series' | 'cross-section' | 'group' | 'state' | 'point-in-time';

/** A panel, condition or group that an operator takes. */
export interface Argument {
  readonly name: string;
  readonly kind: Exclude<Kind, 'number'>;
  /** Field that is taken where the argument is left out. */
  readonly default?: string;
}

/** A window, constant, choice or name that an operator takes; not a panel. */
export interface Parameter {
  readonly name: string;
  /** `whole` and `number` are finite numbers, `choice` is one of {@link choices}, `item` is the name of a filing item. */
  readonly type: 'whole' | 'number' | 'choice' | 'item';
  readonly least?: number;
  /** A number, or `d`: the window of the call. */
  readonly most?: number | 'd';
  readonly choices?: readonly string[];
  /** Value where it is left out: a constant, or the window `d` of the call, or four times that. Without one it must be given. */
  readonly default?: number | string;
}

/** Everything that is known of an operator but its kernel: what the parser checks, and what the documentation says. */
export interface Operator {
  /** Canonical name. */
  readonly name: string;
  /** Other names, as papers and platforms have them. */
  readonly aliases: readonly string[];
  /** How it is written where not as a call: `+`, `?:`. */
  readonly symbol?: string;
  readonly family: Family;
  readonly args: readonly Argument[];
  /** Whether the last argument may be repeated. */
  readonly variadic?: boolean;
  /** Whether the order of the arguments is of no importance to the bits of the result. */
  readonly commutative?: boolean;
  readonly params: readonly Parameter[];
  readonly result: Exclude<Kind, 'number'>;
  /** Sessions before t that a value at t depends on, given those of the arguments, by position. */
  lookBack(argLookBacks: readonly number[], params: readonly (number | string)[]): number;
  /** One line. */
  readonly summary: string;
  /** The formula; w is the window of d sessions that ends today, n the number of values present in it. */
  readonly definition: string;
  /** When the result is missing. */
  readonly nanRule: string;
  /** Where the definition is from, and who differs. */
  readonly source: string;
}

/** Longest window of one operator, in sessions: ten years. */
export const longestWindow = 2520;

/** Look-back of an operator that reads its arguments at t only. */
export function sameDay(argLookBacks: readonly number[]): number {
  return Math.max(0, ...argLookBacks);
}

/** Look-back of an operator over a window of as many sessions as its first parameter says. */
export function overWindow(argLookBacks: readonly number[], params: readonly (number | string)[]): number {
  return sameDay(argLookBacks) + Number(params[0]) - 1;
}

/** Look-back of an operator that reads its argument as many sessions ago as its first parameter says. */
export function overLag(argLookBacks: readonly number[], params: readonly (number | string)[]): number {
  return sameDay(argLookBacks) + Number(params[0]);
}

/** A panel argument. */
export function panel(name: string): Argument {
  return { name, kind: 'panel' };
}

/** A condition argument. */
export function condition(name: string): Argument {
  return { name, kind: 'condition' };
}

/** The window of a rolling operator. */
export function window(least = 1): Parameter {
  return { name: 'd', type: 'whole', least, most: longestWindow };
}

/** How many values of the window must be present; all of them where it is not given. */
export const minimumPresent: Parameter = { name: 'min', type: 'whole', least: 1, most: 'd', default: 'd' };
