export { deriveFundamentals } from './derive/fundamentals.ts';
export { extractObject } from './extract.ts';
export { ingestFilings } from './ingest.ts';
export { collectFilings, fetchFilings } from './collect/collect.ts';
export { createSecClient } from './collect/sec-client.ts';
export { replayFiling } from './replay.ts';
export { describeSymbols, symbolNotes } from './symbols/describe-symbols.ts';
