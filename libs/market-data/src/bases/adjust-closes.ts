import type { CloseKind } from '../model/close-kind.ts';
import type { CorporateAction, PriceRows } from '../model/price-rows.ts';

/** Rows of one symbol, days ascending, and what is known to have happened to its shares. */
export interface ClosesToAdjust {
  readonly rows: PriceRows;
  readonly order: Int32Array;
  readonly actions: readonly CorporateAction[];
  readonly kind: CloseKind;
  /** Whether the file has an adjusted close of its own. */
  readonly hasAdjusted: boolean;
}

/**
 * Brings rows to the basis of the tables, in place: open to close and the volume adjusted for the splits of the series up to
 * its last day, the adjusted close for dividends too. Prices as traded are divided by the splits after them and volumes
 * multiplied; a missing adjusted close is made of the close and the dividends that are known, as Yahoo makes it
 * (`1 - dividend / close of the day before`, compounded). A split after the last row changes nothing.
 */
export function adjustCloses({ rows, order, actions, kind, hasAdjusted }: ClosesToAdjust): void {
  if (kind === 'total' || (kind === 'split' && hasAdjusted)) return;
  const last = rows.day[order.at(-1) ?? -1] ?? -Infinity;
  const events = actions.filter(({ day }) => day <= last).sort((a, b) => a.day - b.day);
  const { values, day } = rows;
  let [splits, dividends] = [1, 1];
  for (let at = order.length - 1; at >= 0; at--) {
    const row = order[at]! * 6;
    const traded = hasAdjusted ? values[row + 3]! : values[row + 4]!;
    const due: CorporateAction[] = [];
    while (events.length > 0 && events.at(-1)!.day > day[order[at]!]!) due.push(events.pop()!);
    if (kind === 'raw') for (const { kind: of, value } of due) if (of === 'split') splits *= value;
    for (const { kind: of, value } of due) {
      const share = value / (traded / splits);
      if (of === 'dividend' && share < 1) dividends *= 1 - share;
    }
    for (let column = 0; column < 3; column++) values[row + column] = values[row + column]! / splits;
    values[row + 3] = traded / splits;
    if (!hasAdjusted) values[row + 4] = (traded / splits) * dividends;
    values[row + 5] = values[row + 5]! * splits;
  }
}

/** Dividends of a file as traded, in currency per share of the last day's basis. */
export function dividendsOnBasis(actions: readonly CorporateAction[], last: number): CorporateAction[] {
  const splits = actions.filter(({ kind, day }) => kind === 'split' && day <= last);
  return actions.map((action) => {
    if (action.kind === 'split') return action;
    const later = splits.filter(({ symbol, day }) => symbol === action.symbol && day > action.day);
    return { ...action, value: later.reduce((value, split) => value / split.value, action.value) };
  });
}
