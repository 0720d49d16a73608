import { roundedTo, sameNumber } from '../numbers.ts';
import { Vintages, type Restated } from './basis.ts';
import { distance } from './durations.ts';
import type { Entry } from './entry.ts';
import { isExpense } from './items.ts';
import { keyOf, type KnownFact } from './known-fact.ts';
import { isScaleSlip, turnedSigns } from './power-of-ten-slips.ts';
import { TagPeriods } from './tag-periods.ts';

/** A period with the value that counts, as the book keeps it. */
interface Held {
  /** The position of its entry among the entries. */
  readonly at: number;
  entry: Entry;
  formRank: number;
  /** Day of the latest filing that states it. */
  filed: string;
}

/** A fact with what makes its period. */
interface Keyed {
  readonly fact: KnownFact;
  readonly key: string;
}

/** What is known of one tag in one unit at a moment: its latest value for each period, and the vintages that have it. */
export class TagBook {
  readonly #held = new Map<string, Held>();
  readonly #aside = new Map<string, KnownFact>();
  readonly vintages = new Vintages();
  readonly #periods = new TagPeriods(this.vintages);
  readonly #entries: Entry[] = [];
  readonly #instants = new Map<string, Entry>();

  /**
   * Takes the facts of the tag that become known at one moment; moments must come in order. A periodic report is never
   * replaced by another form.
   */
  learn(facts: readonly KnownFact[]): void {
    const read = facts[0] !== undefined && isExpense(facts[0].tag) ? turnedSigns(facts, this.#held) : facts;
    const usable = read.map((fact) => ({ fact, key: keyOf(fact) })).filter((one) => this.#isUsable(one));
    const restated: Restated[] = [];
    for (const { fact, key } of usable) {
      const held = this.#held.get(key);
      if (held?.formRank === fact.formRank && !sameNumber(held.entry.value, fact.value))
        restated.push({ before: held.entry.value, after: fact.value, last: held.entry.basis.last });
    }
    if (this.vintages.take(restated)) this.#carryOver(new Set(usable.map(({ fact }) => fact.filed)));
    for (const one of usable) this.#hold(one);
  }

  /** Quarters and years, reported or derived. */
  get periods(): TagPeriods {
    return this.#periods;
  }

  /** Every period with its latest value. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Values at a moment by their day. */
  get instants(): ReadonlyMap<string, Entry> {
    return this.#instants;
  }

  /** Latest value of a duration. */
  valueOf(start: string, end: string): number | undefined {
    return this.#held.get(keyOf({ start, end }))?.entry.value;
  }

  /** Why the value of a period that ends within some days of another was set aside; undefined if none was. */
  asideReason(end: string, days: number): string | undefined {
    const aside = [...this.#aside.values()].find(
      (fact) => distance(fact.end, end) <= days && !this.#held.has(keyOf(fact)),
    );
    if (aside === undefined) return undefined;
    return Number.isNaN(aside.value) ? 'two_values_in_one_filing' : 'off_by_a_power_of_ten';
  }

  #isUsable({ fact, key }: Keyed): boolean {
    const held = this.#held.get(key);
    if (held !== undefined && held.formRank > fact.formRank) return false;
    const before = this.#aside.get(key);
    if (Number.isNaN(fact.value)) {
      this.#aside.set(key, fact);
      return false;
    }
    // A value that other filings repeat is not a slip.
    if (before !== undefined && before.accn !== fact.accn && sameNumber(before.value, fact.value)) return true;
    const history = { held: held?.entry, entries: this.#entries, aside: this.#aside };
    if (!isScaleSlip(fact, history)) return true;
    this.#aside.set(key, fact);
    return false;
  }

  /** Filings of one day are of one vintage: an annual report that is amended on the day of a quarterly one. */
  #carryOver(days: ReadonlySet<string>): void {
    const { current } = this.vintages;
    for (const held of this.#held.values())
      if (days.has(held.filed))
        this.#put(held, { ...held.entry, basis: { first: held.entry.basis.first, last: current } });
  }

  #hold({ fact: { tag, unit, start, end, value, accn, filed, formRank }, key }: Keyed): void {
    const { current } = this.vintages;
    const held = this.#held.get(key);
    if (held?.formRank === formRank && sameNumber(held.entry.value, value)) {
      const { entry } = held;
      // Of a number and its rounding the number stays.
      const isRounding = value !== entry.value && roundedTo(value) > roundedTo(entry.value);
      const newer = isRounding ? {} : { value, accn };
      const filings = entry.filings.includes(accn) ? entry.filings : [...entry.filings, accn];
      held.filed = filed;
      this.#put(held, { ...entry, ...newer, filings, basis: { first: entry.basis.first, last: current } });
      return;
    }
    const basis = { first: current, last: current };
    const entry = { start: start ?? end, end, value, tag, unit, accn, derivation: 'reported', basis, filings: [accn] };
    if (held === undefined) {
      const fresh = { at: this.#entries.length, entry, formRank, filed };
      this.#held.set(key, fresh);
      this.#put(fresh, entry);
      return;
    }
    [held.formRank, held.filed] = [formRank, filed];
    this.#put(held, entry);
  }

  #put(held: Held, entry: Entry): void {
    held.entry = entry;
    this.#entries[held.at] = entry;
    if (entry.start === entry.end) this.#instants.set(entry.end, entry);
    else this.#periods.put(entry);
  }
}
