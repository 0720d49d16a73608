import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { answerDocument } from './answer-document.ts';
import { documentHashOf, labelOf, type LabelFields, type ReportDocument } from './document.ts';
import {
  faultOf,
  outcomeOf,
  storeOutcomes,
  type Outcome,
  type ProcessedReport,
  type ReportDeps,
} from './process-reports.ts';
import { keptAnswerOf, readRecordedAnswer } from './recorded-answer.ts';

/** Which documents to read. */
export interface IngestReportsRequest {
  /** PDF and text files, and folders whose `.pdf` and `.txt` files are taken, deeply. */
  readonly paths: readonly string[];
  /** Label for documents without a recorded answer that says it. */
  readonly label?: LabelFields;
  /** Told of each document when it is stored. */
  readonly onDocument?: (document: ProcessedReport) => void;
}

/** Documents stored at once. */
const batchSize = 100;

/**
 * Reads documents that are already there. `DOCUMENT.answer.json` beside a document stands in for the model; its format
 * is in the README. A document that cannot be used goes to quarantine, and the others go on.
 *
 * @returns one entry per document, in order of path
 * @throws REPORT_UNLABELLED, REPORT_NO_MODEL, BEDROCK_CALL_FAILED
 */
export async function ingestReports(deps: ReportDeps, request: IngestReportsRequest): Promise<ProcessedReport[]> {
  const files = request.paths.flatMap(documentFiles);
  const processed: ProcessedReport[] = [];
  for (let start = 0; start < files.length; start += batchSize) {
    const outcomes: Outcome[] = [];
    for (const uri of files.slice(start, start + batchSize))
      outcomes.push(await readFile(deps, uri, request.label ?? {}));
    const stored = await storeOutcomes(deps.warehouse, outcomes);
    stored.forEach((document) => request.onDocument?.(document));
    processed.push(...stored);
  }
  return processed;
}

async function readFile(deps: ReportDeps, uri: string, fields: LabelFields): Promise<Outcome> {
  const bytes = readFileSync(uri);
  const answerFile = `${uri}.answer.json`;
  if (!existsSync(answerFile)) {
    const document: ReportDocument = { uri, bytes, label: labelOf(fields, deps.clock.now(), uri) };
    return outcomeOf(document, () => answerDocument(deps, document));
  }
  try {
    const recorded = readRecordedAnswer(readFileSync(answerFile, 'utf8'), answerFile);
    const label = labelOf({ ...fields, ...recorded }, deps.clock.now(), uri);
    const document: ReportDocument = { uri, bytes, label };
    return await outcomeOf(document, async () => keptAnswerOf(recorded, document, answerFile));
  } catch (error) {
    return faultOf(error, { uri, hash: documentHashOf(bytes), symbol: fields.symbol ?? '' });
  }
}

function documentFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(pdf|txt)$/i.test(name))
    .sort()
    .map((name) => join(path, name));
}
