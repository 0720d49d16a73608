export { diffRuns, type RunDifference } from './diff-runs.ts';
export { resultKeys, type TableDifference } from './diff-tables.ts';
export { type ExportName, exportNames, exportRun } from './export-run.ts';
export { readDecay } from './read-decay.ts';
export { readOwnSummaries } from './own-summaries.ts';
export { type FactorEvidence, readEvidence } from './read-evidence.ts';
export { findRun, listRuns, readResults, readSummaries, type RunRecord, type RunResults } from './read-results.ts';
export { resultHashes, resultTables } from './result-hashes.ts';
export { summaryNumberColumns } from './summary-columns.ts';
