import { systemClock } from '@fm/platform';
import { djia30 } from '@fm/platform/universe';
import type { ObjectStore, StoredObject } from '@fm/object-store';
import { filingRevision, IngestLog, Quarantine, type QuarantineEntry, type Warehouse } from '@fm/warehouse';
import { noSuchObject } from './errors.ts';
import { documentPrefix } from './keys.ts';
import { deriveCompany } from './load/derive-company.ts';
import {
  loadCompanies,
  loadFacts,
  loadFilings,
  loadIndustry,
  loadMappedSymbols,
  type CompanyRow,
} from './load/load-rows.ts';
import type { MappedSymbolRow, ParsedDocument } from './model.ts';
import { readDocument, source } from './read-document.ts';
import { resolveSymbols } from './symbols/resolve-symbols.ts';
import { vintageOf } from './vintage.ts';

/** What the extract step works with. */
export interface ExtractOptions {
  readonly warehouse: Warehouse;
  readonly objectStore: ObjectStore;
  /** Key of the stored document. */
  readonly key: string;
  /** Reads it even if it was finished before. @default false */
  readonly again?: boolean;
}

/** The outcome of a stored document. */
export interface Extracted {
  readonly key: string;
  readonly status: 'new' | 'unchanged' | 'quarantined';
  /** Ten digits; undefined for company_tickers and for documents that cannot be read. */
  readonly cik: string | undefined;
  readonly rowsRead: number;
  readonly rowsNew: number;
  readonly rowsQuarantined: number;
  /** Code and reason of a document that was quarantined as a whole. */
  readonly reason: string;
}

/**
 * Reads a stored document of EDGAR into the warehouse: every fact or filing with its identity, and the fundamentals of
 * the company. Doing it again changes nothing; a document that was finished before is not read again. What cannot be
 * used goes to quarantine.
 *
 * @throws FILING_NO_OBJECT when there is no such object, and errors of the warehouse and the store
 */
export async function extractObject({ warehouse, objectStore, key, again }: ExtractOptions): Promise<Extracted> {
  const nothing = { key, cik: undefined, rowsRead: 0, rowsNew: 0, rowsQuarantined: 0, reason: '' };
  // Notes and refused responses live beside the documents; notifications may name them too.
  if (!key.startsWith(documentPrefix)) return { ...nothing, status: 'unchanged' };
  const log = new IngestLog(warehouse);
  const info = await objectStore.head(key);
  const done = info === undefined ? undefined : await log.find(source, key, info.hash);
  if (again !== true && done?.status === 'done' && done.message === filingRevision)
    return { ...nothing, status: 'unchanged', rowsRead: done.rows_read };
  const object = await objectStore.get(key);
  if (object === undefined) throw noSuchObject(key);

  const quarantine = new Quarantine(warehouse);
  const record = (status: string, message: string, read: number, fresh: number, aside: number) =>
    log.record({
      source,
      uri: key,
      content_hash: object.hash,
      rows_read: read,
      rows_new: fresh,
      rows_unchanged: Math.max(0, read - fresh - aside),
      rows_quarantined: aside,
      status,
      message,
    });

  const { document, entries } = readDocument(object.body, key);
  await quarantine.put(entries);
  const rowsQuarantined = entries.length;
  if (document === undefined) {
    const [{ code, message }] = entries as [QuarantineEntry];
    await record('quarantined', code, 0, 0, rowsQuarantined);
    return { ...nothing, status: 'quarantined', rowsQuarantined, reason: `${code}: ${message}` };
  }
  const rowsNew = await load(warehouse, document, object);
  const rowsRead = rowsOf(document) + rowsQuarantined;
  await record('done', filingRevision, rowsRead, rowsNew, rowsQuarantined);
  return {
    key,
    status: rowsNew > 0 ? 'new' : 'unchanged',
    cik: 'cik' in document ? document.cik : undefined,
    rowsRead,
    rowsNew,
    rowsQuarantined,
    reason: '',
  };
}

/** Loads a document and derives what follows from it; returns the number of rows that were not there. */
async function load(warehouse: Warehouse, document: ParsedDocument, object: StoredObject): Promise<number> {
  const { hash } = object;
  if (document.kind === 'symbol-map') return loadSymbolMap(warehouse, document.mapped, object);
  if (document.kind === 'company-tickers') {
    const before = await count(warehouse, 'companies');
    const version = vintageOf([], hash);
    const { companies } = document;
    await loadCompanies(
      warehouse,
      companies.map((company, place) => ({ ...company, source: document.kind, version, place })),
    );
    await resolveSymbols(warehouse, [...new Set(companies.map(({ symbol }) => symbol))]);
    return (await count(warehouse, 'companies')) - before;
  }
  const { cik, name, symbols, kind } = document;
  const table = kind === 'companyfacts' ? 'filing_facts' : 'filings';
  const rows: readonly { readonly filed: string }[] = kind === 'companyfacts' ? document.facts : document.filings;
  const before = await count(warehouse, table, cik);
  const version = vintageOf(
    rows.map((row) => row.filed),
    hash,
  );
  if (kind === 'companyfacts') await loadFacts(warehouse, cik, document.facts, version);
  else await loadFilings(warehouse, cik, document.filings, version);
  const named = symbols.map((symbol, place) => ({ cik, symbol, name, source: kind, version, place }));
  const companies = [...named, ...defaultCompanies(cik)];
  await loadCompanies(warehouse, companies);
  if (kind === 'submissions' && document.industry !== undefined) {
    const collectedAt = new Date(object.metadata['received'] ?? systemClock.now());
    const stocks = [...new Set(companies.map(({ symbol }) => symbol))];
    await loadIndustry(warehouse, stocks, { industry: document.industry, hash, collectedAt });
  }
  await deriveCompany(warehouse, cik);
  await resolveSymbols(warehouse, await symbolsOf(warehouse, cik));
  return (await count(warehouse, table, cik)) - before;
}

/** Loads a mapping file; of a symbol the lines of the file received last count. */
async function loadSymbolMap(
  warehouse: Warehouse,
  mapped: readonly MappedSymbolRow[],
  { metadata }: StoredObject,
): Promise<number> {
  const before = await count(warehouse, 'symbol_map');
  const delivered = BigInt(new Date(metadata['received'] ?? systemClock.now()).getTime());
  await loadMappedSymbols(warehouse, mapped, delivered);
  await resolveSymbols(warehouse, [...new Set(mapped.map(({ symbol }) => symbol))]);
  return (await count(warehouse, 'symbol_map')) - before;
}

/** Every symbol that any source or mapping file gives a filer. */
async function symbolsOf(warehouse: Warehouse, cik: string): Promise<string[]> {
  const rows = await warehouse.query<{ symbol: string }>(
    `SELECT DISTINCT symbol FROM (
       SELECT symbol FROM companies WHERE cik = {cik:String}
       UNION ALL SELECT symbol FROM symbol_map WHERE cik = {cik:String}
     ) ORDER BY symbol`,
    { cik },
  );
  return rows.map(({ symbol }) => symbol);
}

/** Companyfacts documents do not name a symbol: that of a default stock is known anyway. */
function defaultCompanies(cik: string): CompanyRow[] {
  const symbols = Object.keys(djia30).filter((symbol) => djia30[symbol] === cik);
  return symbols.map((symbol) => ({ cik, symbol, name: '', source: 'default-universe', version: 0n, place: 0 }));
}

async function count(warehouse: Warehouse, table: string, cik?: string): Promise<number> {
  const where = cik === undefined ? '' : 'WHERE cik = {cik:String}';
  const rows = await warehouse.query<{ rows: string }>(
    `SELECT count() AS rows FROM {table:Identifier} FINAL ${where}`,
    { table, ...(cik === undefined ? {} : { cik }) },
  );
  return Number(rows[0]?.rows ?? 0);
}

function rowsOf(document: ParsedDocument): number {
  if (document.kind === 'companyfacts') return document.facts.length;
  if (document.kind === 'symbol-map') return document.mapped.length;
  return document.kind === 'submissions' ? document.filings.length : document.companies.length;
}
