import type { Entry } from './entry.ts';
import { quartersOf, yearsOf } from './quarters.ts';

/** A fact as derivations see it, with its moment of knowledge. */
export interface KnownFact {
  readonly tag: string;
  readonly unit: string;
  /** First day of a duration; undefined for a value at a moment. */
  readonly start: string | undefined;
  readonly end: string;
  readonly value: number;
  readonly accn: string;
  readonly filed: string;
  /** 2 for periodic reports, 1 for other filings; proxy statements (0) take no part. */
  readonly formRank: number;
  /** Milliseconds since 1970. */
  readonly knownAt: number;
}

/** Periods of one tag by their last day. */
export interface TagPeriods {
  readonly quarters: ReadonlyMap<string, Entry>;
  readonly years: ReadonlyMap<string, Entry>;
}

const nothing: TagPeriods = { quarters: new Map(), years: new Map() };

interface Held {
  readonly entry: Entry;
  readonly formRank: number;
}

/** What is known of one tag in one unit at a moment: its latest value for each period. */
export class TagBook {
  readonly #held = new Map<string, Held>();
  #periods: TagPeriods | undefined;

  /** Takes a fact; facts must come in the order of their knowledge. A periodic report is never replaced by another form. */
  learn(fact: KnownFact): void {
    const start = fact.start ?? fact.end;
    const key = `${start}|${fact.end}|${fact.start === undefined}`;
    const held = this.#held.get(key);
    if (held !== undefined && held.formRank > fact.formRank) return;
    const { end, value, tag, unit, accn, formRank } = fact;
    this.#held.set(key, { entry: { start, end, value, tag, unit, accn, derivation: 'reported' }, formRank });
    this.#periods = undefined;
  }

  /** Quarters and years, reported or derived. */
  periods(): TagPeriods {
    if (this.#periods === undefined) {
      const durations = this.entries().filter((entry) => entry.start !== entry.end);
      this.#periods = { quarters: quartersOf(durations), years: yearsOf(durations) };
    }
    return this.#periods;
  }

  /** Every period with its latest value. */
  entries(): Entry[] {
    return Array.from(this.#held.values(), ({ entry }) => entry);
  }
}

/** The books of a company, by tag and unit. */
export class CompanyBooks {
  readonly #books = new Map<string, TagBook>();

  learn(fact: KnownFact): void {
    // A proxy statement is no source, and a period that ends after the filing is a forecast or a mistake.
    if (fact.formRank === 0 || fact.end > fact.filed) return;
    const key = `${fact.tag}|${fact.unit}`;
    let book = this.#books.get(key);
    if (book === undefined) this.#books.set(key, (book = new TagBook()));
    book.learn(fact);
  }

  /** Latest value of each period of a tag. */
  entries(tag: string, unit: string): Entry[] {
    return this.#books.get(`${tag}|${unit}`)?.entries() ?? [];
  }

  /** Quarters and years of a tag. */
  periods(tag: string, unit: string): TagPeriods {
    return this.#books.get(`${tag}|${unit}`)?.periods() ?? nothing;
  }
}
