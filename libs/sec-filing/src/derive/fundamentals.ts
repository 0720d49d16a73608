import { CompanyBooks, type KnownFact } from './book.ts';
import { addDays } from './durations.ts';
import { flowOf, isEntry, type Flow, type Outcome } from './flows.ts';
import { levelOf, totalDebt } from './instants.ts';
import { anchorTags, flowTags, levelTags, type FundamentalItem } from './items.ts';
import { epsOf, sharesOutstanding } from './per-share.ts';

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
  /** Accession numbers of the filings the value stands in. */
  readonly accn: string;
  /** Why there is no value; empty where there is one. */
  readonly reason: string;
}

/** Days for which a value stays the latest although newer reports do not repeat it: a year and two weeks. */
const longestSilence = 380;

/**
 * What was known of every item after each filing of a company. An event depends on facts known at its moment or before,
 * on no others.
 *
 * @param facts - facts of one company, in any order
 */
export function deriveFundamentals(facts: readonly KnownFact[]): FundamentalEvent[] {
  const inOrder = facts
    .filter((fact) => fact.formRank > 0)
    .sort((a, b) => a.knownAt - b.knownAt || (a.accn < b.accn ? -1 : a.accn > b.accn ? 1 : 0));
  const books = new CompanyBooks();
  const events: FundamentalEvent[] = [];
  for (let at = 0; at < inOrder.length;) {
    const { knownAt } = inOrder[at] as KnownFact;
    const filings = new Set<string>();
    for (let fact = inOrder[at]; fact?.knownAt === knownAt; fact = inOrder[(at += 1)]) {
      books.learn(fact);
      filings.add(fact.accn);
    }
    const known = outcomes(books);
    for (const filing of filings)
      for (const [item, outcome] of known) events.push(eventOf(item, outcome, knownAt, filing));
  }
  return events;
}

/** Every item from what the books hold now. */
function outcomes(books: CompanyBooks): [FundamentalItem, Outcome][] {
  const anchor = anchorTags
    .flatMap((tag) => books.entries(tag, 'USD'))
    .reduce((max, { end }) => (end > max ? end : max), '1900-01-01');
  const notBefore = addDays(anchor, -longestSilence);
  const found: [FundamentalItem, Outcome][] = [];
  const addFlow = (name: keyof typeof flowTags | 'epsDiluted', flow: Flow) =>
    found.push([name, flow.quarter], [`${name}Ttm`, flow.trailing], [`${name}TtmYearAgo`, flow.trailingYearAgo]);
  for (const name of Object.keys(flowTags) as (keyof typeof flowTags)[]) {
    const flow = flowOf(books, flowTags[name], 'USD', notBefore);
    addFlow(name, flow);
    if (name === 'netIncome') addFlow('epsDiluted', epsOf(books, flow));
  }
  for (const name of Object.keys(levelTags) as (keyof typeof levelTags)[]) {
    const { latest, yearAgo } = levelOf(books, levelTags[name], 'USD', notBefore);
    found.push([name, latest]);
    if (name === 'inventory') found.push(['inventoryYearAgo', yearAgo]);
  }
  found.push(['totalDebt', totalDebt(books, 'USD', notBefore).latest]);
  found.push(['sharesOutstanding', sharesOutstanding(books, anchor)]);
  return found;
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
