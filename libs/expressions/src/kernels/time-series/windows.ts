import { finite, numberOf, type Kernel, type Work } from '../work.ts';

/** The values present in the window of one stock that ends at one session, oldest first. */
export interface Window {
  /** Values of each argument; only the first {@link n} are of this window. */
  readonly values: readonly Float64Array[];
  /** Places of the values in the window: 0 is the oldest session, d - 1 today. */
  readonly places: Float64Array;
  /** How many sessions have a value of every argument. */
  n: number;
  /** Whether today has. */
  hasToday: boolean;
}

/** What a rolling operator gives for one window. */
export type Statistic = (window: Window, work: Work) => number;

/** How a window is cut out. */
export interface WindowShape {
  /** Values that the statistic needs whatever `min` says. Default: 1. */
  readonly fewest?: number;
  /** Which parameter is the length. Default: 0. */
  readonly length?: number;
}

let room = newRoom(0, 0);

function newRoom(args: number, length: number): Window & { readonly capacity: number } {
  const values = Array.from({ length: args }, () => new Float64Array(length));
  return { values, places: new Float64Array(length), n: 0, hasToday: false, capacity: length };
}

/** Collects the window of `length` sessions that ends at a session of the block, pairwise complete. */
function collect(work: Work, row: number, column: number, length: number): Window {
  const { memory, args, argStrides } = work;
  if (room.capacity < length || room.values.length < args.length) room = newRoom(Math.max(3, args.length), length);
  const [first] = room.values;
  let n = 0;
  let here = false;
  for (let place = 0; place < length; place++) {
    const r = row - length + 1 + place;
    here = true;
    for (let k = 0; k < args.length; k++) {
      const value = memory[args[k] + r * argStrides[k] + column];
      if (value !== value) here = false;
      else if (k === 0) first[n] = value;
      else room.values[k][n] = value;
    }
    if (here) room.places[n++] = place;
  }
  room.n = n;
  room.hasToday = here;
  return room;
}

/**
 * A kernel that computes every window of the piece by a statistic. The last parameter is the number of values that must be
 * present.
 */
export function everyWindow(statistic: Statistic, shape: WindowShape = {}): Kernel {
  return (work) => windows(work, statistic, shape, false);
}

/**
 * A kernel for windows that may lack values: `whole` computes the windows in which all are present and leaves the others
 * missing; those, if the formula accepts them, are computed by the statistic. Which of the two computes a window depends
 * on its values only, so the bits do too.
 */
export function wholeWindows(whole: Kernel, statistic: Statistic, shape: WindowShape = {}): Kernel {
  return (work) => {
    whole(work);
    const length = numberOf(work, shape.length ?? 0);
    if (numberOf(work, work.params.length - 1) < length) windows(work, statistic, shape, true);
  };
}

function windows(work: Work, statistic: Statistic, shape: WindowShape, onlyMissing: boolean): void {
  const { memory, out, stride, stocks } = work;
  const length = numberOf(work, shape.length ?? 0);
  const needed = Math.max(shape.fewest ?? 1, numberOf(work, work.params.length - 1));
  for (let r = work.firstRow; r < work.endRow; r++) {
    for (let c = 0; c < stocks; c++) {
      const to = out + r * stride + c;
      if (onlyMissing && memory[to] === memory[to]) continue;
      const window = collect(work, r, c, length);
      memory[to] = window.n < needed ? NaN : finite(statistic(window, work));
    }
  }
}
