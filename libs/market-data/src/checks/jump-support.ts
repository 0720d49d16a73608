import { priceAt, type SeriesView } from './series-view.ts';

/** Sessions before the jump whose turnover it is compared with. */
const sessionsBefore = 20;
const leastSessions = 5;
/** Rise of turnover that supports a jump. */
const turnoverRise = 2;
/** A price ratio beyond this, either way, is a fault of the basis however much was traded. */
const largestSupported = 5;
/** Beyond this it is one even where the ranges of the days touch. */
const largestTouching = 10;

/**
 * Whether the file itself supports a large return: the price ranges of the two days touch, so both are on one basis, or
 * the turnover (close x volume) of the day is at least twice the median of up to 20 sessions before. Turnover and not
 * volume, because a split that is not applied multiplies the volume but not the turnover. Nothing supports a price that is
 * ten times the one before, and turnover none that is five times it: a reverse split that is not applied raises both.
 */
export function isSupported(view: SeriesView, previous: number, at: number): boolean {
  const ratio = priceAt(view, at) / priceAt(view, previous);
  const factor = ratio >= 1 ? ratio : 1 / ratio;
  if (rangesTouch(view, previous, at)) return factor <= largestTouching;
  return factor <= largestSupported && turnoverRises(view, at);
}

/** A fall over a time without rows longer than this, in calendar days, is what a halt before an insolvency ends in. */
const longestNight = 7;

/**
 * Whether a price ratio is beyond anything that a day can make: tenfold or more, either way. A fall over a longer time
 * without rows is not: a stock that trades again after its insolvency may have lost 99 %.
 */
export function isBeyondDay(view: SeriesView, previous: number, at: number): boolean {
  const ratio = priceAt(view, at) / priceAt(view, previous);
  if (ratio >= 1) return ratio >= largestTouching;
  const { rows, order } = view;
  return ratio <= 1 / largestTouching && rows.day[order[at]!]! - rows.day[order[previous]!]! <= longestNight;
}

function rangesTouch({ rows, order }: SeriesView, previous: number, at: number): boolean {
  const [a, b] = [order[previous]!, order[at]!];
  return rows.value(b, 'low') <= rows.value(a, 'high') && rows.value(b, 'high') >= rows.value(a, 'low');
}

function turnoverRises(view: SeriesView, at: number): boolean {
  const before: number[] = [];
  for (let back = at - 1; back >= 0 && before.length < sessionsBefore; back--) {
    const turnover = turnoverAt(view, back);
    if (turnover > 0) before.push(turnover);
  }
  if (before.length < leastSessions) return false;
  return turnoverAt(view, at) >= turnoverRise * medianOf(before);
}

/** Close x volume; the adjusted close if the series has no other. */
export function turnoverAt({ rows, order }: SeriesView, at: number): number {
  const row = order[at]!;
  const close = rows.value(row, 'close');
  return (Number.isNaN(close) ? rows.value(row, 'adjClose') : close) * rows.value(row, 'volume');
}

function medianOf(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
