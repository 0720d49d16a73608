import { existsSync, readFileSync } from 'node:fs';
import { filesUnder } from '@fm/platform';
import { noModel } from '../errors.ts';
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
  /** Told of each document before it is read. */
  readonly onRead?: (uri: string, at: number, total: number) => void;
}

const documentExtensions = ['.pdf', '.txt'];

const answerFileOf = (uri: string): string => `${uri}.answer.json`;

/** Documents stored at once. */
const batchSize = 100;

/**
 * Reads documents that are already there. `DOCUMENT.answer.json` beside a document stands in for the model; its format
 * is in the README. A document that cannot be used goes to quarantine, and the others go on.
 *
 * @returns one entry per document, in order of path
 * @throws PATH_UNREADABLE, PATH_EMPTY, REPORT_UNLABELLED, REPORT_NO_MODEL, BEDROCK_CALL_FAILED, REPORT_IN_PROGRESS
 */
export async function ingestReports(deps: ReportDeps, request: IngestReportsRequest): Promise<ProcessedReport[]> {
  const files = filesUnder(request.paths, documentExtensions);
  const label = request.label ?? {};
  checkLabels(deps, files, label);
  const processed: ProcessedReport[] = [];
  for (let start = 0; start < files.length; start += batchSize) {
    const outcomes: Outcome[] = [];
    const store = async () => {
      const stored = await storeOutcomes(deps.warehouse, outcomes);
      processed.push(...stored);
    };
    try {
      for (const uri of files.slice(start, start + batchSize)) {
        request.onRead?.(uri, start + outcomes.length + 1, files.length);
        outcomes.push(await readFile(deps, uri, label));
      }
    } catch (thrown) {
      // What was read before, and may have been paid for, is in all the same.
      await store();
      throw thrown;
    }
    await store();
  }
  return processed;
}

/** A label that is missing is wrong use, said before any document is read and paid for. */
function checkLabels(deps: ReportDeps, files: readonly string[], fields: LabelFields): void {
  const unlabelled = files.find((uri) => !existsSync(answerFileOf(uri)));
  if (unlabelled === undefined) return;
  labelOf(fields, deps.clock.now(), unlabelled);
  if (deps.model === undefined) throw noModel(unlabelled);
}

async function readFile(deps: ReportDeps, uri: string, fields: LabelFields): Promise<Outcome> {
  const bytes = readFileSync(uri);
  const answerFile = answerFileOf(uri);
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
    return faultOf(error, { uri, hash: documentHashOf(bytes), symbol: fields.symbol ?? '', label: fields });
  }
}
