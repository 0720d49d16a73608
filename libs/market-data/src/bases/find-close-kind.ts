import type { CloseKind } from '../model/close-kind.ts';
import type { CorporateAction } from '../model/price-rows.ts';
import { usualRatioNear } from '../checks/split-ratios.ts';
import type { SeriesView } from '../checks/series-view.ts';

/** What the closes of a series are found to be, and the splits that are read from the closes themselves. */
export interface FoundCloses {
  readonly kind: CloseKind;
  readonly inferred: readonly CorporateAction[];
}

/** Longest time between two neighbouring rows that a split is looked for between, in calendar days. */
const longestGap = 7;
/** Splits below this cannot be distinguished from the moves of a day. */
const smallestSplit = 1.2;
/** A step of adjusted to unadjusted close beyond this is a split and no dividend. */
const smallestStep = 1.45;
/** Sessions that the step has to hold. */
const sessionsHeld = 5;
/** A price that moves by less than this many usual moves did not jump. */
const usualMoves = 3;

/**
 * What the closes of a series are, from the series itself: at a split that is known they fall by its ratio where they are
 * as traded, while the adjusted close, where there is one, goes on. Without a known split, a step between close and adjusted
 * close by a ratio that companies use is one.
 *
 * @param stated - what the form of the file says
 */
export function findCloseKind(view: SeriesView, stated: CloseKind): FoundCloses {
  if (stated === 'raw') return { kind: 'raw', inferred: [] };
  const { actions } = view;
  const splits = actions.filter(({ kind, value }) => kind === 'split' && factorOf(value) >= smallestSplit);
  const votes = splits.map((split) => voteAt(view, split)).filter((vote) => vote !== undefined);
  if (votes.length > 0) return { kind: votes.every((raw) => raw) ? 'raw' : stated, inferred: [] };
  const inferred = splitsBetweenCloses(view);
  return inferred.length === 0 ? { kind: stated, inferred } : { kind: 'raw', inferred };
}

/**
 * Splits that explain the ratio of the close to the adjusted close: a lasting step of their ratio by one that companies use, over
 * which the close jumps and the adjusted close does not.
 */
function splitsBetweenCloses({ rows, symbol, order, actions }: SeriesView): CorporateAction[] {
  const inferred: CorporateAction[] = [];
  let before = -Infinity;
  for (let at = 1; at < order.length; at++) {
    const [previous, row] = [order[at - 1]! * 6, order[at]! * 6];
    const move = Math.log(rows.values[row + 3]! / rows.values[previous + 3]!);
    const adjusted = Math.log(rows.values[row + 4]! / rows.values[previous + 4]!);
    const step = Math.exp(adjusted - move);
    if (!(factorOf(step) >= smallestStep)) continue;
    const value = usualRatioNear(step);
    const day = rows.day[order[at]!]!;
    const isDividend = actions.some((action) => action.kind === 'dividend' && action.day === day);
    const whole = Math.log(factorOf(step));
    const lasts = at - before >= sessionsHeld && at + sessionsHeld <= order.length;
    if (value === undefined || isDividend || !lasts || Math.abs(adjusted) > whole / 2) return [];
    inferred.push({ symbol, day, kind: 'split', value });
    before = at;
  }
  return inferred;
}

/** Whether the close jumps by a split and the adjusted close does not; undefined where the rows do not say. */
function voteAt(view: SeriesView, split: CorporateAction): boolean | undefined {
  const { rows, order } = view;
  const at = order.findIndex((row) => rows.day[row]! >= split.day);
  if (at <= 0 || rows.day[order[at]!]! - rows.day[order[at - 1]!]! > longestGap) return undefined;
  const [before, after] = [order[at - 1]! * 6, order[at]! * 6];
  const adjusted = Math.log(rows.values[after + 4]! / rows.values[before + 4]!);
  const hasClose = !Number.isNaN(rows.values[after + 3]!);
  const move = hasClose ? Math.log(rows.values[after + 3]! / rows.values[before + 3]!) : adjusted;
  if (Number.isNaN(move)) return undefined;
  const whole = Math.abs(Math.log(split.value));
  const jumps = Math.abs(move + Math.log(split.value)) < Math.min(0.8, whole / 2);
  if (!jumps) return false;
  if (hasClose) return Math.abs(adjusted) < whole / 2 ? true : undefined;
  return Math.abs(move) > usualMoves * usualMove(view) ? true : undefined;
}

/** Median size of the moves of the adjusted close. */
function usualMove({ rows, order }: SeriesView): number {
  const moves: number[] = [];
  for (let at = 1; at < order.length; at++) {
    const move = Math.abs(Math.log(rows.values[order[at]! * 6 + 4]! / rows.values[order[at - 1]! * 6 + 4]!));
    if (move >= 0) moves.push(move);
  }
  return moves.sort((a, b) => a - b)[moves.length >> 1] ?? 0;
}

function factorOf(ratio: number): number {
  return ratio >= 1 ? ratio : 1 / ratio;
}
