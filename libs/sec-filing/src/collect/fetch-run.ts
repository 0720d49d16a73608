import { FmError } from '@fm/platform';
import type { HttpClient } from '@fm/platform/http';
import type { ObjectStore } from '@fm/object-store';
import { unknownSymbol } from '../errors.ts';
import { documentKey, documentPrefix, type DocumentFolder } from '../keys.ts';
import type { ParsedDocument } from '../model.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { failureOf, type DocumentStatus, type Failure, type FilingProgress } from '../summary.ts';
import { newAccession, noteAccession } from './plan.ts';

export interface FetchFilingsOptions {
  readonly objectStore: ObjectStore;
  /** Client of the SEC, see {@link createSecClient}. */
  readonly http: HttpClient;
  /** @default those of `ciks` */
  readonly symbols?: readonly string[];
  /** CIK by symbol; a symbol without one, or with an empty one, is looked up in `company_tickers.json`. @default none */
  readonly ciks?: Readonly<Record<string, string>>;
  /** Where the data are. @default `https://data.sec.gov` */
  readonly dataOrigin?: string;
  /** Where `company_tickers.json` is. @default `https://www.sec.gov` */
  readonly siteOrigin?: string;
  readonly onProgress?: (progress: FilingProgress) => void;
}

/** What is done with a document that was just stored, or was stored before. */
export type OnStored = (key: string, stored: boolean) => Promise<DocumentStatus>;

/** Errors after which asking for the next symbol would only make it worse. */
const stopping = new Set(['HTTP_BLOCKED', 'HTTP_THROTTLED', 'HTTP_CIRCUIT_OPEN', 'HTTP_ABORTED']);

/** One pass over the companies: what is asked of the SEC, in which order, and what is stored. */
export class FetchRun {
  readonly failed: Failure[] = [];
  fetched = 0;
  readonly #options: FetchFilingsOptions;
  readonly #onStored: OnStored;
  readonly #data: string;
  readonly #symbols: readonly string[];

  constructor(options: FetchFilingsOptions, onStored: OnStored) {
    this.#options = options;
    this.#onStored = onStored;
    this.#data = options.dataOrigin ?? 'https://data.sec.gov';
    this.#symbols = options.symbols ?? Object.keys(options.ciks ?? {});
  }

  /** A symbol that fails is reported and the others continue; a block by the SEC ends the run. */
  async all(): Promise<void> {
    const ciks = await this.#resolve();
    const { onProgress } = this.#options;
    const symbols = this.#symbols;
    let stopped: FmError | undefined;
    for (const [index, symbol] of symbols.entries()) {
      let status: FilingProgress['status'] = 'failed';
      try {
        if (stopped !== undefined) throw stopped;
        const cik = ciks.get(symbol);
        if (cik === undefined) throw unknownSymbol(symbol);
        status = await this.#company(cik);
      } catch (thrown) {
        if (thrown instanceof FmError && stopping.has(thrown.code)) stopped = thrown;
        this.failed.push(failureOf(symbol, thrown));
      }
      onProgress?.({ subject: symbol, done: index + 1, total: symbols.length, status });
    }
  }

  /** CIK by symbol; `company_tickers.json` is fetched only where a symbol needs it. */
  async #resolve(): Promise<Map<string, string>> {
    const { ciks = {}, siteOrigin = 'https://www.sec.gov' } = this.#options;
    const known = new Map<string, string>();
    for (const symbol of this.#symbols) if (ciks[symbol]) known.set(symbol, ciks[symbol]);
    const open = new Set(this.#symbols.filter((symbol) => !known.has(symbol)));
    if (open.size === 0) return known;
    try {
      const url = `${siteOrigin}/files/company_tickers.json`;
      const { document } = await this.#fetch(url, 'company-tickers', 'company_tickers');
      const companies = document?.kind === 'company-tickers' ? document.companies : [];
      for (const { symbol, cik } of companies) if (open.has(symbol)) known.set(symbol, cik);
    } catch (thrown) {
      this.failed.push(failureOf('company_tickers.json', thrown));
    }
    return known;
  }

  /** Submissions and their older pages first, companyfacts when a filing is known whose facts are not stored. */
  async #company(cik: string): Promise<DocumentStatus> {
    const { objectStore } = this.#options;
    const name = `CIK${cik}`;
    const index = await this.#fetch(`${this.#data}/submissions/${name}.json`, 'submissions', name);
    if (index.document?.kind !== 'submissions') return index.status;
    for (const page of index.document.olderPages) await this.#olderPage(page);
    const accn = await newAccession(objectStore, cik, index.document.filings);
    if (accn === undefined) {
      await this.#storedBefore('companyfacts', name);
      return index.status;
    }
    const facts = await this.#fetch(`${this.#data}/api/xbrl/companyfacts/${name}.json`, 'companyfacts', name);
    if (facts.document?.kind === 'companyfacts') await noteAccession(objectStore, cik, accn, facts.document.facts);
    return facts.status;
  }

  /** Older pages do not change: one that is stored is not fetched again. */
  async #olderPage(page: string): Promise<void> {
    const name = page.replace(/\.json$/, '');
    if (!(await this.#storedBefore('submissions', name)))
      await this.#fetch(`${this.#data}/submissions/${page}`, 'submissions', name);
  }

  /** Hands on what is stored under a name: the warehouse may be younger than the store. */
  async #storedBefore(folder: DocumentFolder, name: string): Promise<boolean> {
    let any = false;
    for await (const { key } of this.#options.objectStore.list(`${documentPrefix}${folder}/${name}/`)) {
      await this.#onStored(key, false);
      any = true;
    }
    return any;
  }

  async #fetch(
    url: string,
    folder: DocumentFolder,
    name: string,
  ): Promise<{ status: DocumentStatus; document: ParsedDocument | undefined }> {
    const { objectStore, http } = this.#options;
    const response = await http.request({ url });
    this.fetched += 1;
    const key = documentKey(folder, name, response.body);
    const { stored } = await objectStore.putIfAbsent(key, response.body, {
      url: response.url,
      received: response.receivedAt.toISOString(),
    });
    return { status: await this.#onStored(key, stored), document: readable(response.body, name) };
  }
}

/** The document, or undefined when it cannot be read: the extract step puts it in quarantine and says why. */
function readable(body: Buffer, name: string): ParsedDocument | undefined {
  try {
    return parseDocument(body, name);
  } catch (thrown) {
    if (thrown instanceof FmError) return undefined;
    throw thrown;
  }
}
