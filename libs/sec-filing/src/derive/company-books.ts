import { summedTags } from './concepts.ts';
import type { Entry } from './entry.ts';
import { keyOf, type KnownFact } from './known-fact.ts';
import { ReportPeriod } from './report-period.ts';
import { TagBook } from './tag-book.ts';
import type { TagPeriods } from './tag-periods.ts';

const nothing = new TagBook();

/** The books of a company, by tag and unit. */
export class CompanyBooks {
  /** By unit and tag. */
  readonly #books = new Map<string, Map<string, TagBook>>();
  readonly #report = new ReportPeriod();

  /** Takes the facts of every tag that become known at one moment; moments must come in order. */
  learn(facts: readonly KnownFact[]): void {
    // A proxy statement is not a source, and a period that ends after the filing is a forecast or a mistake.
    const usable = facts.filter((fact) => fact.formRank > 0 && fact.end <= fact.filed);
    this.#report.learn(usable);
    const news = new Map<TagBook, KnownFact[]>();
    for (const fact of [...usable, ...sumsOf(usable)]) {
      const book = this.#bookFor(fact);
      const own = news.get(book);
      if (own === undefined) news.set(book, [fact]);
      else own.push(fact);
    }
    for (const [book, own] of news) book.learn(own);
  }

  /** Last day of the period that the newest periodic report is about; undefined before the first. */
  get reportEnd(): string | undefined {
    return this.#report.end;
  }

  /** Latest value of each period of a tag. */
  entries(tag: string, unit: string): readonly Entry[] {
    return this.book(tag, unit).entries;
  }

  /** Quarters and years of a tag. */
  periods(tag: string, unit: string): TagPeriods {
    return this.book(tag, unit).periods;
  }

  /** The book of a tag; an empty one where it was never reported. */
  book(tag: string, unit: string): TagBook {
    return this.#books.get(unit)?.get(tag) ?? nothing;
  }

  #bookFor({ tag, unit }: KnownFact): TagBook {
    let ofUnit = this.#books.get(unit);
    if (ofUnit === undefined) this.#books.set(unit, (ofUnit = new Map<string, TagBook>()));
    let book = ofUnit.get(tag);
    if (book === undefined) ofUnit.set(tag, (book = new TagBook()));
    return book;
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
