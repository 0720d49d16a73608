import { isoOfDay } from '@fm/platform/time';
import { isSupported } from './jump-support.ts';
import { priceAt, type SeriesView } from './series-view.ts';

/** Ratios of new to old shares that companies use. */
const usualSplits = [2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50];
/** Largest distance of the logarithms for a price ratio to count as a split: about 8 %, more than most days move. */
const nearness = 0.08;
/** Calendar days between a recorded split and the break in the prices. */
const daysAround = 7;
/** Splits smaller than this do not stand out from a day's move. */
const smallestSplit = 1.4;
/** Sessions that have to stay on the new level. */
const sessionsHeld = 3;

/**
 * Says which split explains the price ratio between two neighbours of the series, if one does: a split recorded within a
 * week whose ratio (applied not at all, or twice) is the jump, or, for a return beyond the limit that is not supported
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
    if (kind !== 'split' || Math.abs(splitDay - day) > daysAround || factorOf(value) < smallestSplit) continue;
    if (isNear(ratio, value)) return `the split of ${value} to 1 on ${isoOfDay(splitDay)} is not applied, or twice`;
  }
  if (!beyondLimit || isSupported(view, previous, at) || !holds(view, previous, at)) return undefined;
  const usual = usualSplits.find((split) => isNear(ratio, split));
  return usual === undefined ? undefined : `looks like a split of ${usual} to 1 (or 1 to ${usual}) that is not applied`;
}

/** Whether a price ratio is the split ratio or its inverse. */
function isNear(ratio: number, split: number): boolean {
  return Math.abs(Math.log(factorOf(ratio)) - Math.log(factorOf(split))) < nearness;
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
