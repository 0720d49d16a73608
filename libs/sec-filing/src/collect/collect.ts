import type { HttpClient } from '@fm/platform';
import { FmError } from '@fm/platform';
import type { ObjectStore } from '@fm/object-store';
import type { Warehouse } from '@fm/warehouse';
import { unknownSymbol } from '../errors.ts';
import { extractObject, type Extracted } from '../extract.ts';
import { documentKey, type DocumentFolder } from '../keys.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { failureOf, summarize, type Failure, type FilingProgress, type FilingSummary } from '../summary.ts';
import { ciksOf, hasNewAccession } from './plan.ts';

export interface CollectFilingsOptions {
  readonly warehouse: Warehouse;
  readonly objectStore: ObjectStore;
  /** Client of the SEC, see {@link createSecClient}. */
  readonly http: HttpClient;
  readonly symbols: readonly string[];
  /** CIK by symbol for symbols that must not be looked up. @default none */
  readonly ciks?: Readonly<Record<string, string>>;
  /** Where the data are. @default `https://data.sec.gov` */
  readonly dataOrigin?: string;
  /** Where `company_tickers.json` is. @default `https://www.sec.gov` */
  readonly siteOrigin?: string;
  readonly onProgress?: (progress: FilingProgress) => void;
}

/** Errors after which asking for the next symbol would only make it worse. */
const stopping = new Set(['HTTP_BLOCKED', 'HTTP_THROTTLED', 'HTTP_CIRCUIT_OPEN', 'HTTP_ABORTED']);

/**
 * Collects the filings of companies: the CIK through `company_tickers.json`, then `submissions` with the older pages
 * that are not stored yet, then `companyfacts`, only when a filing is known whose facts are not. Each document is stored
 * before it is read. A symbol that fails is reported and the others go on; a block by the SEC ends the run.
 */
export async function collectFilings(options: CollectFilingsOptions): Promise<FilingSummary> {
  const run = new CollectRun(options);
  const ciks = await run.resolve();
  const { symbols, onProgress } = options;
  let stopped: FmError | undefined;
  for (const [index, symbol] of symbols.entries()) {
    let status: FilingProgress['status'] = 'failed';
    try {
      if (stopped !== undefined) throw stopped;
      const cik = ciks.get(symbol);
      if (cik === undefined) throw unknownSymbol(symbol);
      status = await run.company(cik);
    } catch (thrown) {
      if (thrown instanceof FmError && stopping.has(thrown.code)) stopped = thrown;
      run.failed.push(failureOf(symbol, thrown));
    }
    onProgress?.({ subject: symbol, done: index + 1, total: symbols.length, status });
  }
  return summarize(run.extracted, run.fetched, run.failed);
}

class CollectRun {
  readonly extracted: Extracted[] = [];
  readonly failed: Failure[] = [];
  fetched = 0;
  readonly #options: CollectFilingsOptions;
  readonly #data: string;

  constructor(options: CollectFilingsOptions) {
    this.#options = options;
    this.#data = options.dataOrigin ?? 'https://data.sec.gov';
  }

  /** CIK by symbol; `company_tickers.json` is fetched only where a symbol needs it. */
  async resolve(): Promise<Map<string, string>> {
    const { symbols, ciks = {}, siteOrigin = 'https://www.sec.gov', warehouse } = this.#options;
    const known = new Map(symbols.flatMap((symbol) => (ciks[symbol] === undefined ? [] : [[symbol, ciks[symbol]]])));
    const open = symbols.filter((symbol) => !known.has(symbol));
    if (open.length === 0) return known;
    try {
      const url = `${siteOrigin}/files/company_tickers.json`;
      const { body, result } = await this.#fetch(url, 'company-tickers', 'company_tickers');
      const document = result.status === 'quarantined' ? undefined : parseDocument(body, 'company_tickers');
      const companies = document?.kind === 'company-tickers' ? document.companies : [];
      for (const { symbol, cik } of companies) if (open.includes(symbol)) known.set(symbol, cik);
    } catch (thrown) {
      this.failed.push(failureOf('company_tickers.json', thrown));
      for (const [symbol, cik] of await ciksOf(warehouse, open)) known.set(symbol, cik);
    }
    return known;
  }

  /** Brings a company up to date; returns what became of the last document. */
  async company(cik: string): Promise<Extracted['status']> {
    const { warehouse } = this.#options;
    const name = `CIK${cik}`;
    const index = await this.#fetch(`${this.#data}/submissions/${name}.json`, 'submissions', name);
    if (index.result.status === 'quarantined') return 'quarantined';
    const document = parseDocument(index.body, name);
    if (document.kind !== 'submissions') return index.result.status;
    for (const page of document.olderPages) await this.#olderPage(page);
    if (!(await hasNewAccession(warehouse, cik, document.filings))) return index.result.status;
    const facts = await this.#fetch(`${this.#data}/api/xbrl/companyfacts/${name}.json`, 'companyfacts', name);
    return facts.result.status;
  }

  /** Older pages do not change: one that is stored is not fetched again. */
  async #olderPage(page: string): Promise<void> {
    const name = page.replace(/\.json$/, '');
    for await (const stored of this.#options.objectStore.list(`sec-filing/submissions/${name}/`)) {
      await this.#extract(stored.key);
      return;
    }
    await this.#fetch(`${this.#data}/submissions/${page}`, 'submissions', name);
  }

  async #fetch(url: string, folder: DocumentFolder, name: string): Promise<{ result: Extracted; body: Buffer }> {
    const { objectStore, http } = this.#options;
    const response = await http.request({ url });
    this.fetched += 1;
    const key = documentKey(folder, name, response.body);
    await objectStore.putIfAbsent(key, response.body, { url: response.url });
    return { result: await this.#extract(key), body: response.body };
  }

  async #extract(key: string): Promise<Extracted> {
    const { warehouse, objectStore } = this.#options;
    const result = await extractObject({ warehouse, objectStore, key });
    this.extracted.push(result);
    return result;
  }
}
