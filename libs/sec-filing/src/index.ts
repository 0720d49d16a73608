export { deriveFundamentals, type FundamentalEvent } from './derive/fundamentals.ts';
export type { FundamentalItem } from './derive/items.ts';
export { extractObject, type Extracted, type ExtractOptions } from './extract.ts';
export { ingestFilings, type IngestFilingsOptions } from './ingest.ts';
export { parseDocument } from './parse/parse-document.ts';
export type { Company, Fact, Filing, ParsedDocument, Problem } from './model.ts';
export { factsAsOf, fundamentalSeries, type FactAsOf, type FundamentalRow } from './read.ts';
export type { DocumentStatus, Failure, FilingProgress, FilingSummary } from './summary.ts';
export { collectFilings, fetchFilings, type CollectFilingsOptions } from './collect/collect.ts';
export type { FetchFilingsOptions } from './collect/fetch-run.ts';
export { createSecClient, type SecClientOptions } from './collect/sec-client.ts';
export { replayFiling, type ReplayFilingOptions } from './replay.ts';
export {
  describeSymbols,
  symbolNotes,
  type ContestedSymbol,
  type SymbolDescription,
} from './symbols/describe-symbols.ts';
