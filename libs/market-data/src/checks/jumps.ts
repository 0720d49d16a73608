import { isoOfDay } from '@fm/platform/time';
import type { Remark } from '../model/parsed.ts';
import { isBeyondDay, isSupported } from './jump-support.ts';
import { LevelLedger } from './price-levels.ts';
import { priceAt, type Exclusion, type Findings, type SeriesView } from './series-view.ts';
import { splitBehind } from './splits.ts';
import { UnitLedger, unitPower } from './units.ts';

/** A daily return beyond this needs support. */
const returnLimit = 0.4;
/** Sessions that a new price level has to hold before it counts as real. */
const sessionsToSettle = 5;

/**
 * Finds returns of the adjusted close beyond 40 % that nothing supports. In this order a jump is
 * - a split that is not applied (see {@link splitBehind}): the rows before it are on another basis and are kept aside;
 * - an error of unit (see {@link UnitLedger}): the rows of the wrong unit are kept aside;
 * - supported by the day's own prices or volume (see {@link isSupported}): in, with a remark;
 * - beyond anything that a day can make, with the new level held for five sessions: the rows are on two bases, and those
 *   that are not on the basis of the last row are kept aside (see {@link LevelLedger});
 * - otherwise in doubt: the row is kept aside, and those after it until the price is back; where the new level holds for
 *   five sessions it is only the row of the jump, so that no return is taken over it on a shared calendar.
 */
export function findJumps(view: SeriesView): Findings {
  const { rows, symbol, order } = view;
  const exclusions: Exclusion[] = [];
  const remarks: Remark[] = [];
  const units = new UnitLedger();
  const levels = new LevelLedger();
  const exclude = (code: Exclusion['code'], from: number, to: number, what: string): void =>
    void exclusions.push({ code, symbol, rows: [...order.subarray(from, to)], what });
  let previous = -1;
  for (let at = 0; at < order.length; at++) {
    const price = priceAt(view, at);
    if (Number.isNaN(price)) {
      units.add(order[at]!);
      continue;
    }
    const ratio = previous < 0 ? 1 : price / priceAt(view, previous);
    const beyond = isBeyondLimit(ratio);
    const split = previous < 0 ? undefined : splitBehind(view, previous, at, ratio, beyond);
    const move = (): string => `a return of ${percent(ratio)} on ${isoOfDay(rows.day[order[at]!]!)}`;
    if (split !== undefined) {
      exclude('SPLIT_NOT_APPLIED', 0, at, `${move()}: ${split}; the rows before it are on another basis`);
    } else if (beyond && unitPower(ratio) !== 0) {
      units.shift(unitPower(ratio));
    } else if (beyond && isSupported(view, previous, at)) {
      const what = `${move()}, supported by the volume or the price range of the day`;
      remarks.push({ code: 'RETURN_LARGE', line: rows.line[order[at]!]!, symbol, what });
    } else if (beyond) {
      const end = endOfDoubt(view, previous, at);
      const holds = end === at + 1 && !isBack(view, previous, end);
      if (holds && isBeyondDay(view, previous, at)) {
        levels.breakAt(at, ratio, move());
        units.add(order[at]!);
        previous = at;
        continue;
      }
      exclude('RETURN_BEYOND_LIMIT', at, end, `${move()} without a split, a dividend or a rise of volume`);
      if (holds) previous = at;
      at = end - 1;
      continue;
    }
    units.add(order[at]!);
    previous = at;
  }
  for (const { from, to, move } of levels.otherLevels()) {
    exclude(
      'LEVEL_BROKEN',
      from,
      to,
      `${move}, and the new level holds: no day makes such a move, and no split of it is known`,
    );
  }
  const wrong = units.wrongRows();
  if (wrong.length > 0) {
    const what = `${wrong.length} of ${order.length} rows are 100 times larger or smaller than their neighbours`;
    exclusions.push({ code: 'UNIT_ERROR_100X', symbol, rows: wrong, what });
  }
  return { exclusions, remarks };
}

/** Position after the last row that is in doubt because of the jump at `at`. */
function endOfDoubt(view: SeriesView, previous: number, at: number): number {
  const settled = at + sessionsToSettle;
  for (let next = at + 1; next <= Math.min(settled, view.order.length - 1); next++) {
    if (isBack(view, previous, next)) return next;
  }
  return settled < view.order.length ? at + 1 : view.order.length;
}

function isBack(view: SeriesView, previous: number, at: number): boolean {
  return at < view.order.length && !isBeyondLimit(priceAt(view, at) / priceAt(view, previous));
}

/** Whether a price ratio is a return beyond the limit; a missing price counts as beyond. */
function isBeyondLimit(ratio: number): boolean {
  return !(Math.abs(ratio - 1) <= returnLimit);
}

function percent(ratio: number): string {
  return `${((ratio - 1) * 100).toFixed(1)} %`;
}
