import { isoOfDay } from '@fm/platform/time';
import { isSupported } from './jump-support.ts';
import { usualSplits } from './split-ratios.ts';
import { priceAt, type SeriesView } from './series-view.ts';

/** Ratios that a jump without a recorded split is compared with; smaller ones are not a return beyond the limit. */
const largeSplits = usualSplits.filter((split) => split >= 2);
/** Largest distance of the logarithms for a price ratio to count as a split: about 8 %, more than most days move. */
const nearness = 0.08;
/** Calendar days between a recorded split and the break in the prices. */
const daysAround = 7;
/** Splits smaller than this do not stand out from a day's move. */
const smallestSplit = 1.4;
const smallestOnItsDay = 1.2;
/** Sessions that have to stay on the new level. */
const sessionsHeld = 3;

/**
 * Says which split explains the price ratio between two neighbours of the series, if one does: a split recorded for the very
 * day that is most of the jump, one recorded within a week whose ratio (applied not at all, or twice) is the jump, or, for a return beyond the limit that is not supported
 * otherwise, one of the usual ratios with the new level held for three sessions.
 */
export function splitBehind(
  view: SeriesView,
  previous: number,
  at: number,
  ratio: number,
  beyondLimit: boolean,
): string | undefined {
  const day = view.rows.day[view.order[at]!]!;
  for (const { kind, day: splitDay, value } of view.actions) {
    if (kind !== 'split') continue;
    const isItsDay = splitDay <= day && splitDay > view.rows.day[view.order[previous]!]!;
    const explains = isItsDay ? isMostOf(ratio, value) : isNear(ratio, value) && factorOf(value) >= smallestSplit;
    if (explains && Math.abs(splitDay - day) <= daysAround)
      return `the split of ${value} to 1 on ${isoOfDay(splitDay)} is not applied, or twice`;
  }
  if (!beyondLimit || isSupported(view, previous, at) || !holds(view, previous, at)) return undefined;
  const usual = largeSplits.find((split) => isNear(ratio, split));
  return usual === undefined ? undefined : `looks like a split of ${usual} to 1 (or 1 to ${usual}) that is not applied`;
}

/** Whether a price ratio is the split ratio or its inverse. */
function isNear(ratio: number, split: number): boolean {
  return Math.abs(Math.log(factorOf(ratio)) - Math.log(factorOf(split))) < nearness;
}

/** Whether a price ratio on the day of a split is nearer to the split, or its inverse, than to no jump at all. */
function isMostOf(ratio: number, split: number): boolean {
  const [jump, whole] = [Math.log(factorOf(ratio)), Math.log(factorOf(split))];
  if (whole < Math.log(smallestOnItsDay)) return false;
  return Math.abs(jump - whole) < (whole < Math.log(2) ? Math.min(nearness, whole / 3) : Math.min(0.8, whole / 2));
}

function factorOf(ratio: number): number {
  return ratio >= 1 ? ratio : 1 / ratio;
}

function holds(view: SeriesView, previous: number, at: number): boolean {
  if (at + sessionsHeld >= view.order.length) return false;
  const [from, to] = [priceAt(view, previous), priceAt(view, at)];
  for (let next = at + 1; next <= at + sessionsHeld; next++) {
    const price = priceAt(view, next);
    if (!(Math.abs(Math.log(price / to)) < Math.abs(Math.log(price / from)))) return false;
  }
  return true;
}
