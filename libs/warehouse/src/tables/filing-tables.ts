import { defineTable } from '../contract.ts';

/**
 * Facts of SEC filings. Key: cik, taxonomy, tag, unit, end, start, instant, accn; a restatement comes in another filing
 * and is another row. `start` equals `end` where `instant`. `known_by` is when a filing counts of which only the date is
 * known. `version` is the vintage of the document, so that the newest document wins in whatever order they come.
 */
export const filingFactsTable = defineTable('filing_facts', {
  cik: 'LowCardinality(String)',
  taxonomy: 'LowCardinality(String)',
  tag: 'LowCardinality(String)',
  unit: 'LowCardinality(String)',
  start: 'Date32',
  end: 'Date32',
  instant: 'Bool',
  accn: 'LowCardinality(String)',
  value: 'Float64',
  fy: 'Nullable(UInt32)',
  fp: 'LowCardinality(String)',
  form: 'LowCardinality(String)',
  filed: 'Date32',
  known_by: 'DateTime64(3)',
  version: 'UInt64',
});

/** Filings with the moment EDGAR accepted them (UTC). Key: cik, accn. */
export const filingsTable = defineTable('filings', {
  cik: 'LowCardinality(String)',
  accn: 'String',
  form: 'LowCardinality(String)',
  filed: 'Date32',
  report_date: 'Nullable(Date32)',
  accepted_at: 'DateTime64(3)',
  version: 'UInt64',
});

/**
 * Which symbols a filer has, by the source that says so. Key: cik, symbol, source. `place` is where the symbol stands in the
 * source's list of the filer's symbols: that of the common stock comes first.
 */
export const companiesTable = defineTable('companies', {
  cik: 'LowCardinality(String)',
  symbol: 'LowCardinality(String)',
  source: 'LowCardinality(String)',
  name: 'String',
  version: 'UInt64',
  place: 'UInt32',
});

/**
 * Lines of mapping files: the filer has the symbol from a day (1900-01-01: always) to a day (null: still), both inclusive.
 * Key: cik, symbol, valid_from, delivered. Of a symbol the lines of the file delivered last count.
 */
export const symbolMapTable = defineTable('symbol_map', {
  cik: 'LowCardinality(String)',
  symbol: 'LowCardinality(String)',
  valid_from: 'Date32',
  valid_until: 'Nullable(Date32)',
  delivered: 'UInt64',
  version: 'UInt64',
});

/**
 * When a filer has a symbol, as decided from all sources. Key: cik, symbol. `status` is `used`, or why the pair is not.
 * `first_known` and `last_known` are the filings that are the latest when it begins and ends (exclusive).
 * `shares_reason` says why the filer's count of shares is not that of the symbol; empty where it is.
 */
export const filerSymbolsTable = defineTable('filer_symbols', {
  cik: 'LowCardinality(String)',
  symbol: 'LowCardinality(String)',
  status: 'LowCardinality(String)',
  shares_reason: 'LowCardinality(String)',
  begins: 'DateTime64(3)',
  ends: 'DateTime64(3)',
  first_known: 'DateTime64(3)',
  last_known: 'DateTime64(3)',
  version: 'UInt64',
});

/**
 * What was known of a company's fundamentals after each of its filings. Key: cik, item, filing. `value` is null with a
 * `reason`; `accn` is the filing (or filings) that report the value, `filing` the one that made this row.
 */
export const fundamentalEventsTable = defineTable('fundamental_events', {
  cik: 'LowCardinality(String)',
  item: 'LowCardinality(String)',
  filing: 'String',
  known_at: 'DateTime64(3)',
  period_end: 'Nullable(Date32)',
  value: 'Nullable(Float64)',
  unit: 'LowCardinality(String)',
  tag: 'String',
  derivation: 'String',
  accn: 'String',
  reason: 'LowCardinality(String)',
  version: 'UInt64',
});
