import { CompanyBooks } from './company-books.ts';
import type { KnownFact } from './known-fact.ts';
import { currentDebt, totalDebt } from './debt.ts';
import { isEntry, type Outcome } from './entry.ts';
import { flowOf, type Flow } from './flows.ts';
import { levelOf } from './instants.ts';
import {
  flowConcepts,
  levelTags,
  yearAgoLevels,
  type FlowConcept,
  type FlowName,
  type FundamentalItem,
} from './items.ts';
import { epsOf } from './per-share.ts';
import { ShareCounts } from './share-counts.ts';

/** What is known of one item after a filing. */
export interface FundamentalEvent {
  readonly item: FundamentalItem;
  /** Milliseconds since 1970. */
  readonly knownAt: number;
  /** Accession number of the filing after which this is known. */
  readonly filing: string;
  /** Last day of the period; null where the value is missing. */
  readonly periodEnd: string | null;
  readonly value: number | null;
  readonly unit: string;
  /** Tag or tags used. */
  readonly tag: string;
  /** `reported`, or how the value was computed. */
  readonly derivation: string;
  /** Accession numbers of the filings with the value. */
  readonly accn: string;
  /** Why there is no value; empty where there is one. */
  readonly reason: string;
}

/**
 * What was known of every item after each filing of a company. An event depends on facts known at its moment or before,
 * on no others.
 *
 * @param facts - facts of one company, in any order
 */
export function deriveFundamentals(facts: readonly KnownFact[]): FundamentalEvent[] {
  const books = new CompanyBooks();
  const events: FundamentalEvent[] = [];
  for (const [knownAt, news] of byMoment(facts)) {
    books.learn(news);
    const filings = new Set(news.map(({ accn }) => accn));
    const known = outcomes(books);
    for (const filing of filings)
      for (const [item, outcome] of known) events.push(eventOf(item, outcome, knownAt, filing));
  }
  return events;
}

/** Facts by the moment they became known, moments and the facts of each in order. */
function byMoment(facts: readonly KnownFact[]): [number, KnownFact[]][] {
  const moments = new Map<number, KnownFact[]>();
  for (const fact of facts) {
    if (fact.formRank === 0) continue;
    const news = moments.get(fact.knownAt);
    if (news === undefined) moments.set(fact.knownAt, [fact]);
    else news.push(fact);
  }
  for (const news of moments.values()) news.sort(byPlace);
  return [...moments].sort(([a], [b]) => a - b);
}

/** Order of facts of one moment: by filing, tag and period. */
function byPlace(a: KnownFact, b: KnownFact): number {
  return (
    compare(a.accn, b.accn) || compare(a.tag, b.tag) || compare(a.start ?? '', b.start ?? '') || compare(a.end, b.end)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Every item from what the books hold now. */
function outcomes(books: CompanyBooks): [FundamentalItem, Outcome][] {
  const shares = new ShareCounts(books);
  const found: [FundamentalItem, Outcome][] = [];
  const addFlow = (name: FlowName | 'epsDiluted', flow: Flow) =>
    found.push([name, flow.quarter], [`${name}Ttm`, flow.trailing], [`${name}TtmYearAgo`, flow.trailingYearAgo]);
  for (const [name, concept] of Object.entries(flowConcepts) as [FlowName, FlowConcept][]) {
    const flow = flowOf(books, concept, 'USD');
    addFlow(name, flow);
    if (name === 'netIncome') addFlow('epsDiluted', epsOf(books, flow, shares));
  }
  for (const name of Object.keys(levelTags) as (keyof typeof levelTags)[]) {
    const { latest, yearAgo } = levelOf(books, levelTags[name], 'USD');
    found.push([name, latest]);
    if (isYearAgoLevel(name)) found.push([`${name}YearAgo`, yearAgo]);
  }
  found.push(
    ['totalDebt', totalDebt(books, 'USD')],
    ['currentDebt', currentDebt(books, 'USD')],
    ['sharesOutstanding', shares.outstanding()],
  );
  const aside = shares.putAside();
  if (aside !== undefined) found.push(['sharesPutAside', aside]);
  return found;
}

function isYearAgoLevel(name: string): name is (typeof yearAgoLevels)[number] {
  return (yearAgoLevels as readonly string[]).includes(name);
}

function eventOf(item: FundamentalItem, outcome: Outcome, knownAt: number, filing: string): FundamentalEvent {
  if (!isEntry(outcome))
    return {
      ...{ item, knownAt, filing, periodEnd: null, value: null, unit: '', tag: '', derivation: '', accn: '' },
      reason: outcome.reason,
    };
  const { end, value, unit, tag, derivation, accn } = outcome;
  return { item, knownAt, filing, periodEnd: end, value, unit, tag, derivation, accn, reason: '' };
}
