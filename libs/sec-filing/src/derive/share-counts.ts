import type { CompanyBooks } from './company-books.ts';
import { addDays, distance } from './durations.ts';
import { commonFilings, type Entry, type Outcome } from './entry.ts';
import {
  balanceSharesTag,
  coverSharesTag,
  dilutedSharesTags,
  epsTags,
  flowConcepts,
  receiptRatioTag,
} from './items.ts';

/** Factor beyond which two counts of shares cannot both be right, but for a split between them. */
const factor = 3;

/** Factor of a count typed in thousands or millions; no split is as large. */
const thousands = 900;

/** Days for which an earlier count says something about a later one. */
const memory = 800;

/** Cover pages that are judged: what came before them says nothing about the latest. */
const judgedCovers = 8;

/** Smallest earnings per share whose rounding leaves the number of shares recognisable. */
const smallestEps = 0.05;

/** A cover-page count, and whether it can be right. */
interface JudgedCount {
  readonly entry: Entry;
  /** Count of what is traded: ordinary shares, or receipts for them. */
  readonly value: number;
  /** Ordinary shares for one receipt; 1 without receipts. */
  readonly ratio: number;
  /** Why it is set aside; empty if it is not. */
  readonly aside: '' | 'count_is_zero' | 'count_off_by_a_factor';
}

/** Shares that income and earnings per share of a period imply. */
interface ImpliedCount {
  readonly eps: Entry;
  readonly shares: number;
}

/** Counts of shares of a company as they are known at one moment, each held against the others. */
export class ShareCounts {
  readonly #books: CompanyBooks;
  readonly #averages: readonly Entry[];
  readonly #implied: readonly ImpliedCount[];
  readonly #covers: readonly JudgedCount[];

  constructor(books: CompanyBooks) {
    this.#books = books;
    this.#averages = inOneScale(
      dilutedSharesTags.flatMap((tag) => books.entries(tag, 'shares')),
      books.entries(coverSharesTag, 'shares'),
    );
    this.#implied = impliedCounts(books);
    this.#covers = this.#judgeCovers();
  }

  /**
   * Shares outstanding: the cover-page count, unless it was last given for an earlier report (as for companies with
   * several classes of shares, whose counts EDGAR leaves out) or is set aside; then average diluted shares, then the
   * count of the balance sheet, and the derivation says so. Where the filings give the ordinary shares behind a
   * depositary receipt the count is of receipts.
   */
  outstanding(): Outcome {
    const anchor = this.#books.reportEnd ?? '1900-01-01';
    const cover = this.#covers.at(-1);
    const isCurrent = cover !== undefined && cover.entry.end >= addDays(anchor, -60);
    if (isCurrent && cover.aside === '') return countOf(cover.entry, cover.ratio, 'reported');
    const why = isCurrent ? `cover-page ${cover.aside.replaceAll('_', ' ')}` : 'for want of a current cover-page count';
    const average = latest(this.#averages);
    const averageIsCurrent = average !== undefined && average.end >= addDays(anchor, -380);
    if (averageIsCurrent && this.#isPlausible(average))
      return countOf(average, this.receiptRatio(average.end), `weighted-average diluted, ${why}`);
    const balance = latest(this.#books.entries(balanceSharesTag, 'shares'));
    if (balance !== undefined && balance.end >= addDays(anchor, -60) && this.#isPlausible(balance))
      return countOf(balance, this.receiptRatio(balance.end), `balance sheet, ${why}`);
    if (isCurrent && cover.aside !== '') return { reason: cover.aside };
    if (averageIsCurrent) return { reason: 'count_off_by_a_factor' };
    return { reason: cover === undefined && average === undefined ? 'never reported' : 'not in the latest reports' };
  }

  /** The latest cover-page count if it is set aside: a split that prices record may still support it. */
  putAside(): Outcome | undefined {
    const cover = this.#covers.at(-1);
    if (cover?.aside !== 'count_off_by_a_factor') return undefined;
    return countOf(cover.entry, cover.ratio, 'put aside: off by more than a factor of three');
  }

  /**
   * Average diluted shares of the period that ends on a day, else the cover-page count after it; each where it can be
   * right.
   */
  forEarnings(end: string): Outcome {
    const average = latest(this.#averages.filter((one) => one.end === end));
    if (average === undefined) return { reason: 'no diluted shares for the period' };
    if (this.#isPlausible(average)) return average;
    const cover = this.#covers.findLast(
      (one) => one.aside === '' && one.entry.end >= end && distance(one.entry.end, end) <= 120,
    );
    return cover?.entry ?? { reason: 'average_off_by_a_factor' };
  }

  /** Ordinary shares for one depositary receipt at a day; 1 where the filings give none. */
  receiptRatio(end: string): number {
    const ratios = this.#books.entries(receiptRatioTag, 'pure').filter((one) => one.value > 0);
    const inOrder = [...ratios].sort((a, b) => (a.end < b.end ? -1 : 1));
    const [first] = inOrder;
    if (first === undefined) return 1;
    return (inOrder.findLast((one) => one.end <= end) ?? first).value;
  }

  /** Whether income over an amount per share gives a number of shares near one that is known; true if none is known. */
  isCredible(eps: Entry): boolean {
    const implied = this.#implied.find((one) => one.eps === eps);
    const near = this.#covers.filter((one) => one.aside === '' && distance(eps.end, one.entry.end) <= 400);
    const counts = near.flatMap((one) => [one.entry.value, one.value]);
    return implied === undefined || isNear(implied.shares, counts) !== false;
  }

  /**
   * The last cover-page counts in the order of their days, each held against the count before it, the averages and the
   * balance sheet of its own filing, and the shares that income and earnings per share imply. It is set aside where more
   * of these contradict it, by more than a factor of three, than support it: a split changes the count and the averages
   * alike, a slip only the one. A count that two filings in a row give at a new level is believed. A count that is a
   * thousandth of the one before is typed in thousands or millions, as the averages beside it may be: that it repeats, or
   * agrees with them, does not make it right.
   */
  #judgeCovers(): JudgedCount[] {
    const books = this.#books;
    const covers = [...books.entries(coverSharesTag, 'shares')].sort((a, b) => (a.end < b.end ? -1 : 1));
    const beside = [...this.#averages, ...books.entries(balanceSharesTag, 'shares')];
    const judged: JudgedCount[] = [];
    for (const entry of covers.slice(-judgedCovers)) {
      const ratio = this.receiptRatio(entry.end);
      const value = entry.value / ratio;
      const isOwn = (one: Entry) =>
        distance(one.end, entry.end) <= memory / 4 && commonFilings([entry, one]).length > 0;
      const before = judged.findLast((one) => one.aside === '' && distance(one.entry.end, entry.end) <= memory);
      const last = judged.at(-1);
      const isScaled = before !== undefined && isBeyond(value, before.value, thousands);
      const repeats = !isScaled && last !== undefined && last.aside !== '' && isNear(value, [last.value]) === true;
      const aside = isRefused([
        isNear(value, before === undefined ? [] : [before.value]),
        isNear(entry.value, valuesOf(beside.filter(isOwn))),
        isNear(
          entry.value,
          this.#implied.filter(({ eps }) => isOwn(eps)).map(({ shares }) => shares),
        ),
        repeats || undefined,
        isScaled ? false : undefined,
      ]);
      judged.push({ entry, value, ratio, aside: value <= 0 ? 'count_is_zero' : aside ? 'count_off_by_a_factor' : '' });
    }
    return judged;
  }

  /** Whether a count may be right by the last cover count believed and by what earnings per share imply for its period. */
  #isPlausible(count: Entry): boolean {
    if (count.value <= 0) return false;
    const cover = this.#covers.findLast((one) => one.aside === '' && distance(one.entry.end, count.end) <= memory / 2);
    const own = this.#implied.filter(({ eps }) => eps.end === count.end && eps.start === count.start);
    return !isRefused([
      isNear(count.value, cover === undefined ? [] : [cover.entry.value]),
      isNear(
        count.value,
        own.map(({ shares }) => shares),
      ),
    ]);
  }
}

/** What income over earnings per share gives for each period that has both. */
function impliedCounts(books: CompanyBooks): ImpliedCount[] {
  const incomes = flowConcepts.netIncome.tags.map((tag) => books.book(tag, 'USD'));
  const incomeOf = ({ start, end }: Entry): number => {
    for (const book of incomes) {
      const income = book.valueOf(start, end);
      if (income !== undefined) return income;
    }
    return NaN;
  };
  return epsTags
    .flatMap((tag) => books.entries(tag, 'USD/shares'))
    .filter((eps) => Math.abs(eps.value) >= smallestEps)
    .map((eps) => ({ eps, shares: incomeOf(eps) / eps.value }))
    .filter(({ shares }) => shares > 0);
}

/** Whether a value lies within the factor of any of others; undefined where there is none to compare with. */
function isNear(value: number, others: readonly number[]): boolean | undefined {
  const positive = others.filter((other) => other > 0);
  if (positive.length === 0) return undefined;
  return positive.some((other) => value <= other * factor && value >= other / factor);
}

/**
 * Averages without those of zero, and without those that are a thousandth or less, or a thousand times or more, of the
 * filings' usual count.
 */
function inOneScale(averages: readonly Entry[], covers: readonly Entry[]): readonly Entry[] {
  const sorted = valuesOf([...averages, ...covers])
    .filter((value) => value > 0)
    .sort((a, b) => a - b);
  const usual = sorted[sorted.length >> 1];
  return averages.filter(({ value }) => value > 0 && (usual === undefined || !isBeyond(value, usual, thousands)));
}

/** Whether one of two counts is more than so many times the other. */
function isBeyond(a: number, b: number, times: number): boolean {
  return a > 0 && b > 0 && Math.max(a / b, b / a) > times;
}

function isRefused(votes: readonly (boolean | undefined)[]): boolean {
  const count = (side: boolean) => votes.filter((vote) => vote === side).length;
  return count(false) > count(true);
}

function valuesOf(entries: readonly Entry[]): number[] {
  return entries.map(({ value }) => value);
}

function countOf(entry: Entry, ratio: number, derivation: string): Entry {
  if (ratio === 1) return { ...entry, derivation };
  const tag = `${entry.tag} / ${receiptRatioTag}`;
  return { ...entry, value: entry.value / ratio, tag, derivation: `${derivation}, ${ratio} shares for one receipt` };
}

/** The entry with the latest end, of several the one with the latest start. */
function latest(entries: readonly Entry[]): Entry | undefined {
  return entries.reduce<Entry | undefined>(
    (best, entry) =>
      best === undefined || entry.end > best.end || (entry.end === best.end && entry.start > best.start) ? entry : best,
    undefined,
  );
}
