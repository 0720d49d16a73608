import type { ObjectStore } from '@fm/object-store';
import type { Fact, Filing } from '../model.ts';

/** Forms that bring facts into companyfacts. */
const factForms = /^(10-[KQ]T?|20-F|40-F)(\/A)?$/;

/** First day on which filings carried XBRL facts. */
const xbrlBegin = '2009-06-01';

/** Where it is noted which filings the stored companyfacts hold; outside of the folder that the extract step reads. */
const noteKey = (cik: string, accn: string) => `state/sec-filing/CIK${cik}/${accn}`;

/**
 * The accession number for whose sake companyfacts has to be fetched: the newest periodic filing with XBRL, unless the
 * companyfacts that are stored hold it already. EDGAR may list a filing before its facts are out; then the next run asks
 * again.
 */
export async function newAccession(
  objectStore: ObjectStore,
  cik: string,
  filings: readonly Filing[],
): Promise<string | undefined> {
  const periodic = filings.filter(
    ({ form, filed, xbrl }) => factForms.test(form) && filed >= xbrlBegin && xbrl !== false,
  );
  const newest = periodic.reduce<Filing | undefined>(
    (best, filing) => (best === undefined || filing.filed > best.filed ? filing : best),
    undefined,
  );
  if (newest === undefined) return undefined;
  return (await objectStore.head(noteKey(cik, newest.accn))) === undefined ? newest.accn : undefined;
}

/** Notes that the stored companyfacts hold a filing, if they do. */
export async function noteAccession(
  objectStore: ObjectStore,
  cik: string,
  accn: string,
  facts: readonly Fact[],
): Promise<void> {
  if (facts.some((fact) => fact.accn === accn)) await objectStore.putIfAbsent(noteKey(cik, accn), '');
}
