export { ingestReports } from './load/ingest.ts';
export { processReportObject } from './load/process-object.ts';
export { replayReport } from './load/replay.ts';
export { createPdfReader } from './pdf/reader.ts';
