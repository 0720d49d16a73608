import { isoOfDay } from '@fm/platform/time';
import type { Remark } from '../model/parsed.ts';
import { turnoverAt } from './jump-support.ts';
import type { SeriesView } from './series-view.ts';

/** Ratios of splits whose fall is not a return beyond the limit; smaller ones do not stand out from a night's move. */
const smallSplits = [
  [6, 5],
  [5, 4],
  [4, 3],
  [7, 5],
  [3, 2],
  [8, 5],
] as const;
/** Largest distance of the logarithms of a night's move and a split: the rounding of prices and a quiet night. */
const nearness = 0.015;
/** Sessions before the fall that its turnover and nights are compared with, and those of which there have to be as many. */
const sessionsBefore = 20;
/** Sessions from the fall on whose turnover has to be the usual one, and that have to hold the level. */
const sessionsAfter = 5;
/** Bounds of the turnover of these sessions, in that of the sessions before: a fall of a fifth without a split is traded more. */
const [leastTurnover, mostTurnover] = [0.5, 1.6];
/** A night that is not this many usual nights is one of them. */
const usualNights = 8;

/**
 * Finds nights in which the price falls by a usual small split while the turnover (close x volume) stays as it was, so that the
 * volume has risen by the split: a split that nothing has recorded, in closes that may be as traded. It is a remark, since a
 * return of that size can be one.
 */
export function findQuietSplits(view: SeriesView): Remark[] {
  const { rows, symbol, order, actions } = view;
  const remarks: Remark[] = [];
  for (let at = sessionsBefore; at + sessionsAfter <= order.length; at++) {
    const night = nightOf(view, at);
    const split = smallSplits.find(([now, old]) => Math.abs(night - Math.log(now / old)) < nearness);
    if (split === undefined) continue;
    const day = rows.day[order[at]!]!;
    const isKnown = actions.some((action) => Math.abs(action.day - day) <= sessionsAfter);
    if (isKnown || !standsOut(view, at, night) || !isQuiet(view, at) || !holds(view, at, night)) continue;
    const what = `the price of ${symbol} falls by ${((1 - Math.exp(-night)) * 100).toFixed(1)} % in the night to ${isoOfDay(day)} and the volume rises with it, as in a split of ${split.join(':')} that is not recorded`;
    remarks.push({ code: 'SPLIT_LIKELY', line: rows.line[order[at]!]!, symbol, what });
  }
  return remarks;
}

/** Logarithm of the close before over the open, the close where there is no open. */
function nightOf({ rows, order }: SeriesView, at: number): number {
  const open = rows.values[order[at]! * 6]!;
  const next = Number.isNaN(open) ? closeAt(rows, order[at]!) : open;
  return Math.log(closeAt(rows, order[at - 1]!) / next);
}

function closeAt({ values }: SeriesView['rows'], row: number): number {
  const close = values[row * 6 + 3]!;
  return Number.isNaN(close) ? values[row * 6 + 4]! : close;
}

function standsOut(view: SeriesView, at: number, night: number): boolean {
  const before = Array.from({ length: sessionsBefore - 1 }, (_, back) => Math.abs(nightOf(view, at - 1 - back)));
  return night > usualNights * medianOf(before);
}

/** Whether the turnover of the day and of the sessions from it on is the usual one. */
function isQuiet(view: SeriesView, at: number): boolean {
  const usual = medianOf(Array.from({ length: sessionsBefore }, (_, back) => turnoverAt(view, at - 1 - back)));
  const after = Array.from({ length: sessionsAfter }, (_, on) => turnoverAt(view, at + on));
  return [after[0]!, medianOf(after)].every((one) => one > leastTurnover * usual && one < mostTurnover * usual);
}

/** Whether the closes from the fall on stay nearer to the new level than to the old one. */
function holds({ rows, order }: SeriesView, at: number, night: number): boolean {
  const before = closeAt(rows, order[at - 1]!);
  return Array.from(order.subarray(at, at + sessionsAfter)).every(
    (row) => Math.abs(Math.log(before / closeAt(rows, row)) - night) < night / 2,
  );
}

function medianOf(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
