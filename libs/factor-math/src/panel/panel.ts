/**
 * Values of `stocks` columns over `days` sessions, date-major: `values[t * stocks + i]`. NaN is missing. The values may
 * live in a SharedArrayBuffer, so that worker threads read them without a copy.
 */
export interface Panel {
  readonly days: number;
  readonly stocks: number;
  readonly values: Float64Array;
}

/** Sessions and stocks of a panel, or of what was made of one. */
export type PanelShape = Pick<Panel, 'days' | 'stocks'>;

/** A panel of the shape `days` x `stocks` in which everything is missing. */
export function missingPanel(days: number, stocks: number): Panel {
  return { days, stocks, values: new Float64Array(days * stocks).fill(NaN) };
}

/** Refuses two panels that do not describe the same sessions and stocks. */
export function requireSameShape(a: PanelShape, b: PanelShape): void {
  if (a.days !== b.days || a.stocks !== b.stocks) {
    throw new RangeError(`panels differ in shape: ${a.days} x ${a.stocks} and ${b.days} x ${b.stocks}`);
  }
}

/** Refuses a window length that is not a positive whole number. */
export function requireWindow(n: number): void {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`a window is a positive whole number of sessions, not ${n}`);
}
