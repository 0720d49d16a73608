/**
 * Tables, rows and their formats, without a way to an engine: what a thread needs that makes rows, and loads in a
 * fraction of the time.
 */
export * from './tables/all-tables.ts';
export * from './as-of/corporate-actions.ts';
export * from './as-of/delistings.ts';
export * from './as-of/groups.ts';
export * from './as-of/ratings.ts';
export * from './as-of/sentiment.ts';
export * from './as-of/values.ts';
export * from './binary/column-data.ts';
export * from './block-sink.ts';
export type { TextDictionary } from './binary/collector.ts';
export { textsOf } from './binary/texts-of.ts';
export { dayText } from './binary/dates.ts';
export * from './contract.ts';
export * from './tables/delisting-tables.ts';
export * from './tables/delivery-tables.ts';
export * from './tables/discovery-tables.ts';
export * from './tables/evidence-tables.ts';
export * from './tables/filing-tables.ts';
export * from './tables/group-tables.ts';
export * from './tables/holdout-tables.ts';
export * from './tables/kept-factor-tables.ts';
export * from './tables/ledger-tables.ts';
export * from './tables/known-factor-tables.ts';
export { filingRevision } from './filing-revision.ts';
export { insertColumns } from './insert-columns.ts';
export { queryColumns } from './query-columns.ts';
export * from './tables/report-tables.ts';
export * from './tables/run-label-tables.ts';
export * from './tables/run-tables.ts';
export * from './tables/short-interest-tables.ts';
export * from './tables/tables.ts';
export * from './tables/value-tables.ts';
export * from './version.ts';
export * from './tables/web-search-tables.ts';
