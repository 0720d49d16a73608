/** Values and returns of a factor over its sessions. */
export interface Series {
  readonly sessions: readonly string[];
  readonly symbols: readonly string[];
  /** Sessions x symbols; undefined for a factor that is a portfolio return. */
  readonly values: Float64Array | undefined;
  readonly spread: Float64Array;
}

/** The first number that differs but must not. */
export interface Difference {
  readonly session: string;
  /** The stock, `factor return`, or the name of a number of the results. */
  readonly what: string;
  readonly before: number;
  readonly after: number;
}

/** Sessions that are compared, as positions in the calendar. */
export interface Compared {
  /** @default 0 */
  readonly from?: number;
  /** Last session compared, per stock of the base. */
  readonly until: (stock: number) => number;
  /** Whether two numbers are the same. @default to the bit */
  readonly isSame?: IsSame;
}

/** Whether two numbers are taken to be the same; missing numbers are NaN. */
export type IsSame = (before: number, after: number) => boolean;

/** The same but for a millionth, or for a billionth where they are small. */
export function alike(before: number, after: number): boolean {
  const most = Math.max(1e-3, Math.abs(before), Math.abs(after));
  return Object.is(before, after) || (most < Infinity && Math.abs(before - after) <= 1e-6 * most);
}

/**
 * First cell or factor return that differs; both missing is the same. The other series may lack stocks and begin
 * later; its factor returns are compared where nothing but sessions up to one day is.
 */
export function firstDifference(
  base: Series,
  other: Series,
  { from = 0, until, isSame = Object.is }: Compared,
): Difference | undefined {
  const columns = other.symbols.map((symbol) => base.symbols.indexOf(symbol));
  const last = Math.max(...columns.map(until));
  const rowOf = new Map(other.sessions.map((session, row) => [session, row]));
  for (let s = from; s <= last; s++) {
    const session = base.sessions[s] as string;
    const row = rowOf.get(session);
    if (row === undefined) return { session, what: 'session', before: s, after: NaN };
    for (let j = 0; base.values !== undefined && other.values !== undefined && j < columns.length; j++) {
      const i = columns[j] as number;
      if (s > until(i)) continue;
      const before = base.values[s * base.symbols.length + i] as number;
      const after = other.values[row * other.symbols.length + j] as number;
      if (!isSame(before, after)) return { session, what: other.symbols[j] as string, before, after };
    }
    if (from > 0 || other.spread === base.spread) continue;
    const before = base.spread[s] as number;
    const after = other.spread[row] as number;
    if (!isSame(before, after)) return { session, what: 'factor return', before, after };
  }
  return undefined;
}

/** Every number in a result by its path; missing is NaN. */
export function numbersOf(result: unknown): Map<string, number> {
  const numbers = new Map<string, number>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'number') numbers.set(path, value);
    else if (value === null) numbers.set(path, NaN);
    else if (ArrayBuffer.isView(value)) (value as Float64Array).forEach((one, at) => numbers.set(`${path}.${at}`, one));
    else if (Array.isArray(value)) value.forEach((one, at) => visit(one, `${path}.${at}`));
    else if (typeof value === 'object') {
      for (const [key, one] of Object.entries(value)) visit(one, path === '' ? key : `${path}.${key}`);
    }
  };
  visit(result, '');
  return numbers;
}
