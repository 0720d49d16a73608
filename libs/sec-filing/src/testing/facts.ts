import type { KnownFact } from '../derive/known-fact.ts';
import { deriveFundamentals, type FundamentalEvent } from '../derive/fundamentals.ts';
import type { FundamentalItem } from '../derive/items.ts';

/** A fact of a filing of its own day: `[tag, first day or '', last day, value, unit]`. */
export type Line = readonly [tag: string, start: string, end: string, value: number, unit?: string];

/** The facts that filings state, by their day. */
export function filings(reports: Readonly<Record<string, readonly Line[]>>): KnownFact[] {
  return Object.entries(reports).flatMap(([filed, lines]) =>
    lines.map(([tag, start, end, value, unit = 'USD']) => ({
      ...{ tag, unit, end, value, filed, accn: filed, formRank: 2, knownAt: Date.parse(filed) },
      start: start === '' ? undefined : start,
    })),
  );
}

/** What was known of an item on a day: the value, or the reason why there is none. */
export function knownOf(
  facts: readonly KnownFact[],
): (item: FundamentalItem, day: string) => number | string | undefined {
  const events = deriveFundamentals(facts);
  return (item, day) => {
    const event = eventAt(events, item, day);
    return event === undefined ? undefined : (event.value ?? event.reason);
  };
}

/** The last event of an item up to a day. */
export function eventAt(
  events: readonly FundamentalEvent[],
  item: FundamentalItem,
  day: string,
): FundamentalEvent | undefined {
  return events.findLast((event) => event.item === item && event.knownAt <= Date.parse(day));
}
