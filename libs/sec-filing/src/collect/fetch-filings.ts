import { FmError, type HttpClient } from '@fm/platform';
import type { ObjectStore } from '@fm/object-store';
import { unknownSymbol } from '../errors.ts';
import { documentKey, type DocumentFolder } from '../keys.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { failureOf, type Failure } from '../summary.ts';

/** What fetching without a warehouse works with. */
export interface FetchFilingsOptions {
  readonly objectStore: ObjectStore;
  /** Client of the SEC, see {@link createSecClient}. */
  readonly http: HttpClient;
  /** CIK (ten digits) by symbol; an empty one is looked up in `company_tickers.json`. */
  readonly ciks: Readonly<Record<string, string>>;
  /** Where the data are. @default `https://data.sec.gov` */
  readonly dataOrigin?: string;
  /** Where `company_tickers.json` is. @default `https://www.sec.gov` */
  readonly siteOrigin?: string;
}

/** What a round of fetching did; counts companies. */
export interface FetchedFilings {
  readonly fetched: number;
  readonly unchanged: number;
  readonly failed: readonly Failure[];
}

/** Errors after which asking for the next company would only make it worse. */
const stopping = new Set(['HTTP_BLOCKED', 'HTTP_THROTTLED', 'HTTP_CIRCUIT_OPEN', 'HTTP_ABORTED']);

/**
 * Brings the raw documents of companies to the object store, for a place that does not see the warehouse: `submissions`
 * first, and where that is a document not seen before, its older pages and `companyfacts`. The new `submissions` is
 * stored last, so that a round that was killed is done again.
 */
export async function fetchFilings(options: FetchFilingsOptions): Promise<FetchedFilings> {
  const failed: Failure[] = [];
  let [fetched, unchanged] = [0, 0];
  const ciks = await resolved(options).catch((error: unknown) => {
    failed.push(failureOf('company_tickers.json', error));
    return options.ciks;
  });
  for (const [symbol, cik] of Object.entries(ciks)) {
    try {
      if (cik === '') throw unknownSymbol(symbol);
      if (await fetchCompany(options, cik)) fetched += 1;
      else unchanged += 1;
    } catch (error) {
      failed.push(failureOf(symbol, error));
      if (error instanceof FmError && stopping.has(error.code)) break;
    }
  }
  return { fetched, unchanged, failed };
}

async function resolved(options: FetchFilingsOptions): Promise<Readonly<Record<string, string>>> {
  const { ciks, siteOrigin = 'https://www.sec.gov' } = options;
  if (!Object.values(ciks).includes('')) return ciks;
  const tickers = await options.http.request({ url: `${siteOrigin}/files/company_tickers.json` });
  await store(options, 'company-tickers', 'company_tickers', tickers.body);
  const document = parseDocument(tickers.body, 'company_tickers');
  const companies = document.kind === 'company-tickers' ? document.companies : [];
  const known = new Map(companies.map(({ symbol, cik }) => [symbol, cik]));
  return Object.fromEntries(Object.entries(ciks).map(([symbol, cik]) => [symbol, cik || (known.get(symbol) ?? '')]));
}

/** Returns whether there was anything new. */
async function fetchCompany(options: FetchFilingsOptions, cik: string): Promise<boolean> {
  const { http, objectStore, dataOrigin = 'https://data.sec.gov' } = options;
  const name = `CIK${cik}`;
  const index = await http.request({ url: `${dataOrigin}/submissions/${name}.json` });
  if ((await objectStore.head(documentKey('submissions', name, index.body))) !== undefined) return false;
  const document = parseDocument(index.body, name);
  for (const page of document.kind === 'submissions' ? document.olderPages : []) {
    const pageName = page.replace(/\.json$/, '');
    if (await anyStored(objectStore, `sec-filing/submissions/${pageName}/`)) continue;
    const older = await http.request({ url: `${dataOrigin}/submissions/${page}` });
    await store(options, 'submissions', pageName, older.body);
  }
  const facts = await http.request({ url: `${dataOrigin}/api/xbrl/companyfacts/${name}.json` });
  await store(options, 'companyfacts', name, facts.body);
  await store(options, 'submissions', name, index.body);
  return true;
}

async function store(options: FetchFilingsOptions, folder: DocumentFolder, name: string, body: Buffer): Promise<void> {
  await options.objectStore.putIfAbsent(documentKey(folder, name, body), body);
}

async function anyStored(objectStore: ObjectStore, prefix: string): Promise<boolean> {
  for await (const entry of objectStore.list(prefix)) return entry.size >= 0;
  return false;
}
