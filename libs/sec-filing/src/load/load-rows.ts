import {
  companiesTable,
  filingFactsTable,
  filingsTable,
  firstVersion,
  insertColumns,
  stockGroupsTable,
  symbolMapTable,
  type RowOf,
  type Warehouse,
} from '@fm/warehouse';
import { nextSessionStart } from '@fm/platform/time';
import type { Fact, Filing, Industry, MappedSymbolRow } from '../model.ts';

/** Rows per insert: what is in flight stays small however large a document is. */
const rowsPerInsert = 50_000;

/** Inserts the facts of a company. */
export async function loadFacts(
  warehouse: Warehouse,
  cik: string,
  facts: readonly Fact[],
  version: bigint,
): Promise<void> {
  const knownBy = new Map<string, number>();
  for (let from = 0; from < facts.length; from += rowsPerInsert) {
    const rows = facts.slice(from, from + rowsPerInsert);
    for (const { filed } of rows) if (!knownBy.has(filed)) knownBy.set(filed, nextSessionStart(filed));
    await insertColumns(warehouse, filingFactsTable, {
      cik: { constant: cik },
      taxonomy: rows.map((fact) => fact.taxonomy),
      tag: rows.map((fact) => fact.tag),
      unit: rows.map((fact) => fact.unit),
      start: rows.map((fact) => fact.start ?? fact.end),
      end: rows.map((fact) => fact.end),
      instant: rows.map((fact) => fact.start === undefined),
      accn: rows.map((fact) => fact.accn),
      value: Float64Array.from(rows, (fact) => fact.value),
      fy: rows.map((fact) => fact.fy),
      fp: rows.map((fact) => fact.fp),
      form: rows.map((fact) => fact.form),
      filed: rows.map((fact) => fact.filed),
      known_by: Float64Array.from(rows, (fact) => knownBy.get(fact.filed) as number),
      version: { constant: version },
    });
  }
}

/** Inserts the filings of a company. */
export async function loadFilings(
  warehouse: Warehouse,
  cik: string,
  filings: readonly Filing[],
  version: bigint,
): Promise<void> {
  const rows = filings.map((filing) => ({
    cik,
    accn: filing.accn,
    form: filing.form,
    filed: filing.filed,
    report_date: filing.reportDate,
    accepted_at: momentText(filing.acceptedAt),
    version,
  }));
  await warehouse.insert(filingsTable, rows);
}

/** A symbol of a filer, and who says so. */
export type CompanyRow = RowOf<typeof companiesTable>;

/** Inserts the symbols of filers. */
export async function loadCompanies(warehouse: Warehouse, companies: readonly CompanyRow[]): Promise<void> {
  await warehouse.insert(companiesTable, companies);
}

/** First day of a mapping that is open at its beginning, as the table holds it. */
export const openFrom = '1900-01-01';

/**
 * Inserts the lines of a mapping file.
 *
 * @param delivered - when the file was received, milliseconds since 1970
 */
export async function loadMappedSymbols(
  warehouse: Warehouse,
  mapped: readonly MappedSymbolRow[],
  delivered: bigint,
): Promise<void> {
  const rows = mapped.map(({ symbol, cik, from, until }) => ({
    ...{ symbol, cik, delivered, version: delivered },
    valid_from: from ?? openFrom,
    valid_until: until,
  }));
  await warehouse.insert(symbolMapTable, rows);
}

/** A document that names an industry, and when it was collected. */
export interface IndustryDocument {
  readonly industry: Industry;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  readonly collectedAt: Date;
}

/**
 * Inserts the group of a company's stocks: the major group of its industry, the first two digits (the level of Moskowitz and
 * Grinblatt 1999). EDGAR says what it is today, not since when: it counts from the day of collection.
 */
export async function loadIndustry(
  warehouse: Warehouse,
  symbols: readonly string[],
  { industry, hash, collectedAt }: IndustryDocument,
): Promise<void> {
  const moment = momentText(collectedAt.getTime());
  const { sic, description } = industry;
  const rows = symbols.map((symbol) => ({
    ...{ symbol, source: 'sic', delivery: hash, line: 0 },
    ...{ group_name: `SIC ${sic.slice(0, 2)}`, detail: `${sic} ${description}`.trim() },
    ...{ known_at: moment, collected_at: moment, version: firstVersion(collectedAt, hash) },
  }));
  await warehouse.insert(stockGroupsTable, rows);
}

/** `YYYY-MM-DD hh:mm:ss.mmm` in UTC of milliseconds since 1970. */
export function momentText(moment: number): string {
  return new Date(moment).toISOString().replace('T', ' ').replace('Z', '');
}
