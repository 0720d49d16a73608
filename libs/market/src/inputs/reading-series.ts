import { isFlow, type Reading } from '@fm/factors';
import { PeriodHistory, type ItemEvent } from './period-history.ts';

/** A value that holds from a moment on, or why there is none. */
export interface KnownValue {
  /** Milliseconds since the epoch. */
  readonly knownAt: number;
  /** NaN where there is none. */
  readonly value: number;
  readonly reason: string;
}

/** Items of which a filing states the twelve months of a fiscal year, whatever else it states. */
const yearItems: readonly string[] = ['netIncomeTtm', 'revenueTtm'];

/** Days after which a period that became known is no longer the latest one of a company that reports. */
const staleDays = 400;
const dayMilliseconds = 86_400_000;

/** Days by which the last days of periods may miss whole quarters and years: years of 52 and 53 weeks. */
const periodDays = 20;
/** Days by which a balance may miss the last day of a fiscal year. */
const yearEndDays = 10;
const daysOfQuarter = 365.25 / 4;

/** The symbol went from the filer: what follows is another company. */
const symbolLeft = 'symbol_left';

/** Items of the fundamentals that a reading is made of. */
export function itemsOfReading({ measure, item }: Reading): readonly string[] {
  if (!isFlow(item)) return measure === 'annual' ? [item, ...yearItems] : [item];
  if (measure === 'age') return [item, `${item}Ttm`];
  return [measure === 'pit' ? item : `${item}Ttm`];
}

/**
 * What a reading says after every filing. The value of an earlier period is the one that was known when that period was the
 * latest: what a later filing says of it is not mixed with the filings of its time. A period older than 400 days is stale.
 *
 * @param events - of the items of {@link itemsOfReading} of one stock, by the moment they became known
 */
export function readingSeries(reading: Reading, events: readonly ItemEvent[]): KnownValue[] {
  let books = new Books(reading);
  const found: (KnownValue & { readonly since: number })[] = [];
  for (let at = 0; at < events.length;) {
    const { knownAt } = events[at] as ItemEvent;
    let hasLeft = false;
    for (; events[at]?.knownAt === knownAt; at++) {
      const event = events[at] as ItemEvent;
      hasLeft ||= event.reason === symbolLeft;
      books.learn(event);
    }
    if (hasLeft) books = new Books(reading);
    found.push({ knownAt, ...(hasLeft ? { value: NaN, reason: symbolLeft, since: Infinity } : books.read()) });
  }
  return reading.measure === 'age' ? found : withExpiry(found);
}

/** What is known of one stock for one reading. */
class Books {
  readonly #reading: Reading;
  readonly #values = new PeriodHistory();
  readonly #years = new PeriodHistory();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  learn(event: ItemEvent): void {
    const { measure, item } = this.#reading;
    const isOwn = event.item === item || event.item === `${item}Ttm`;
    if (measure !== 'annual') this.#values.learn(event);
    else if (isFlow(item)) this.#learnYear(event, this.#values);
    else {
      if (isOwn) this.#values.learn(event);
      else this.#learnYear(event, this.#years);
    }
  }

  read(): Omit<KnownValue, 'knownAt'> & { readonly since: number } {
    const { measure, item, periods } = this.#reading;
    const isBalanceOfYear = measure === 'annual' && !isFlow(item);
    const latest = (isBalanceOfYear ? this.#years : this.#values).latest;
    if (latest === undefined) return { value: NaN, reason: this.#values.reason || 'no fiscal year', since: Infinity };
    const { end, since } = latest;
    if (measure === 'age') return { value: since, reason: '', since };
    if (measure !== 'annual' && this.#values.reason !== '') {
      return { value: NaN, reason: this.#values.reason, since: Infinity };
    }
    const quarters = measure === 'annual' ? 4 * periods : periods;
    const within = isBalanceOfYear && periods === 0 ? yearEndDays : periodDays;
    const value = this.#values.near(Math.round(end + quarters * daysOfQuarter), within);
    return value === undefined
      ? { value: NaN, reason: periods === 0 ? 'no value at the end of the year' : 'no period so long ago', since }
      : { value, reason: '', since };
  }

  /** A filing that says nothing of a year does not make the latest year unknown. */
  #learnYear(event: ItemEvent, history: PeriodHistory): void {
    if (event.isYear && !Number.isNaN(event.value)) history.learn(event);
  }
}

/** Puts the moment at which the latest period becomes stale among the values. */
function withExpiry(found: readonly (KnownValue & { readonly since: number })[]): KnownValue[] {
  return found.flatMap(({ since, ...known }, at) => {
    const expiry = since + staleDays * dayMilliseconds;
    const stale = { value: NaN, reason: 'stale' };
    if (known.knownAt >= expiry) return [{ ...known, ...stale }];
    const isReplaced = (found[at + 1]?.knownAt ?? Infinity) <= expiry;
    return isReplaced || expiry === Infinity ? [known] : [known, { knownAt: expiry, ...stale }];
  });
}
