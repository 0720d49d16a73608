import { groupBy } from './group-by.ts';
import { roundedTo, sameNumber } from '../numbers.ts';
import { Vintages, type Restated } from './basis.ts';
import { summedTags } from './concepts.ts';
import { distance } from './durations.ts';
import type { Entry } from './entry.ts';
import { isExpense } from './items.ts';
import { ReportPeriod } from './report-period.ts';
import { isScaleSlip, turnedSigns } from './slips.ts';
import { TagPeriods } from './tag-periods.ts';

/** A fact as derivations see it, with its moment of knowledge. */
export interface KnownFact {
  readonly tag: string;
  readonly unit: string;
  /** First day of a duration; undefined for a value at a moment. */
  readonly start: string | undefined;
  readonly end: string;
  /** NaN where the filing gives two values that contradict each other. */
  readonly value: number;
  readonly accn: string;
  readonly filed: string;
  /** 2 for periodic reports, 1 for other filings; proxy statements (0) take no part. */
  readonly formRank: number;
  /** Milliseconds since 1970. */
  readonly knownAt: number;
}

/** A period with the value that counts, as the book keeps it. */
interface Held {
  entry: Entry;
  readonly formRank: number;
  /** Day of the latest filing that states it. */
  filed: string;
}

/** What is known of one tag in one unit at a moment: its latest value for each period, and the vintages it stands in. */
export class TagBook {
  readonly #held = new Map<string, Held>();
  readonly #aside = new Map<string, KnownFact>();
  readonly vintages = new Vintages();
  #periods: TagPeriods | undefined;
  #entries: Entry[] | undefined;
  #instants: Map<string, Entry> | undefined;

  /**
   * Takes the facts of the tag that become known at one moment; moments must come in order. A periodic report is never
   * replaced by another form.
   */
  learn(facts: readonly KnownFact[]): void {
    const read = facts[0] !== undefined && isExpense(facts[0].tag) ? turnedSigns(facts, this.#held) : facts;
    const usable = read.filter((fact) => this.#isUsable(fact));
    const restated: Restated[] = [];
    for (const fact of usable) {
      const held = this.#held.get(keyOf(fact));
      if (held?.formRank === fact.formRank && !sameNumber(held.entry.value, fact.value))
        restated.push({ before: held.entry.value, after: fact.value, last: held.entry.basis.last });
    }
    if (this.vintages.take(restated)) this.#carryOver(new Set(usable.map(({ filed }) => filed)));
    for (const fact of usable) this.#hold(fact);
    if (usable.length > 0) [this.#periods, this.#entries, this.#instants] = [undefined, undefined, undefined];
  }

  /** Quarters and years, reported or derived. */
  periods(): TagPeriods {
    return (this.#periods ??= new TagPeriods(this.entries(), this.vintages));
  }

  /** Every period with its latest value. */
  entries(): readonly Entry[] {
    return (this.#entries ??= Array.from(this.#held.values(), ({ entry }) => entry));
  }

  /** Values at a moment by their day. */
  instants(): ReadonlyMap<string, Entry> {
    return (this.#instants ??= new Map(
      this.entries()
        .filter(({ start, end }) => start === end)
        .map((entry) => [entry.end, entry]),
    ));
  }

  /** Latest value of a duration. */
  valueOf(start: string, end: string): number | undefined {
    return this.#held.get(keyOf({ start, end }))?.entry.value;
  }

  /** Why the value of a period that ends within some days of another was put aside; undefined where none was. */
  asideReason(end: string, days: number): string | undefined {
    const aside = [...this.#aside.values()].find(
      (fact) => distance(fact.end, end) <= days && !this.#held.has(keyOf(fact)),
    );
    if (aside === undefined) return undefined;
    return Number.isNaN(aside.value) ? 'two_values_in_one_filing' : 'off_by_a_power_of_ten';
  }

  #isUsable(fact: KnownFact): boolean {
    const key = keyOf(fact);
    const held = this.#held.get(key);
    if (held !== undefined && held.formRank > fact.formRank) return false;
    const before = this.#aside.get(key);
    if (Number.isNaN(fact.value)) {
      this.#aside.set(key, fact);
      return false;
    }
    // A value that other filings repeat is no slip.
    if (before !== undefined && before.accn !== fact.accn && sameNumber(before.value, fact.value)) return true;
    if (!isScaleSlip(fact, held?.entry, this.entries())) return true;
    this.#aside.set(key, fact);
    return false;
  }

  /** Filings of one day are of one vintage: an annual report that is amended on the day of a quarterly one. */
  #carryOver(days: ReadonlySet<string>): void {
    const { current } = this.vintages;
    for (const held of this.#held.values())
      if (days.has(held.filed)) held.entry = { ...held.entry, basis: { first: held.entry.basis.first, last: current } };
  }

  #hold({ tag, unit, start, end, value, accn, filed, formRank }: KnownFact): void {
    const { current } = this.vintages;
    const key = keyOf({ start, end });
    const held = this.#held.get(key);
    if (held?.formRank === formRank && sameNumber(held.entry.value, value)) {
      const { entry } = held;
      // Of a number and its rounding the number stays.
      const isRounding = value !== entry.value && roundedTo(value) > roundedTo(entry.value);
      const newer = isRounding ? {} : { value, accn };
      const filings = entry.filings.includes(accn) ? entry.filings : [...entry.filings, accn];
      held.entry = { ...entry, ...newer, filings, basis: { first: entry.basis.first, last: current } };
      held.filed = filed;
      return;
    }
    const entry = { start: start ?? end, end, value, tag, unit, accn, derivation: 'reported', filings: [accn] };
    this.#held.set(key, { entry: { ...entry, basis: { first: current, last: current } }, formRank, filed });
  }
}

const nothing = new TagBook();

/** The books of a company, by tag and unit. */
export class CompanyBooks {
  readonly #books = new Map<string, TagBook>();
  readonly #report = new ReportPeriod();

  /** Takes the facts of every tag that become known at one moment; moments must come in order. */
  learn(facts: readonly KnownFact[]): void {
    // A proxy statement is no source, and a period that ends after the filing is a forecast or a mistake.
    const usable = facts.filter((fact) => fact.formRank > 0 && fact.end <= fact.filed);
    this.#report.learn(usable);
    for (const [key, own] of groupBy([...usable, ...sumsOf(usable)], ({ tag, unit }) => `${tag}|${unit}`)) {
      let book = this.#books.get(key);
      if (book === undefined) this.#books.set(key, (book = new TagBook()));
      book.learn(own);
    }
  }

  /** Last day of the period that the newest periodic report is about; undefined before the first. */
  get reportEnd(): string | undefined {
    return this.#report.end;
  }

  /** Latest value of each period of a tag. */
  entries(tag: string, unit: string): readonly Entry[] {
    return this.book(tag, unit).entries();
  }

  /** Quarters and years of a tag. */
  periods(tag: string, unit: string): TagPeriods {
    return this.book(tag, unit).periods();
  }

  /** The book of a tag; an empty one where it was never reported. */
  book(tag: string, unit: string): TagBook {
    return this.#books.get(`${tag}|${unit}`) ?? nothing;
  }
}

/** Sums of tags that one filing states for one period, as facts of their own. */
function sumsOf(facts: readonly KnownFact[]): KnownFact[] {
  return summedTags.flatMap(([left, right]) => {
    const others = new Map(facts.filter(({ tag }) => tag === right).map((fact) => [placeOf(fact), fact.value]));
    if (others.size === 0) return [];
    return facts
      .filter((fact) => fact.tag === left && others.has(placeOf(fact)))
      .map((fact) => ({
        ...fact,
        tag: `${left} + ${right}`,
        value: fact.value + (others.get(placeOf(fact)) as number),
      }));
  });
}

function placeOf(fact: KnownFact): string {
  return `${keyOf(fact)}|${fact.unit}|${fact.accn}`;
}

/** What makes a period: its first and last day, or its moment. */
export function keyOf({ start, end }: { readonly start: string | undefined; readonly end: string }): string {
  return `${start ?? ''}|${end}`;
}
