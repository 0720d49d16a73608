export { ingestReports, type IngestReportsRequest } from './load/ingest.ts';
export type { LabelFields, ReportDocument } from './load/document.ts';
export { processReportObject } from './load/process-object.ts';
export { replayReport, type ReplayReportOptions } from './load/replay.ts';
export { type ProcessedReport, type ReportDeps } from './load/process-reports.ts';
export { createPdfReader, type PdfLimits, type PdfReader } from './pdf/reader.ts';
export type { PdfText } from './pdf/extract.ts';
export { type DocumentKind, type MeasureName } from './questions/measures.ts';
