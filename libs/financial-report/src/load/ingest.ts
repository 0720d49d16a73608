import { existsSync } from 'node:fs';
import { findSomeFiles, FmError, type PathProblem, readPlainFile } from '@fm/platform';
import { answerFileInvalid } from '../errors.ts';
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
  /** Called for each path that is not read. */
  readonly onProblem?: (problem: PathProblem) => void;
  /** Called with each document before it is read. */
  readonly onRead?: (uri: string, at: number, total: number) => void;
}

const documentExtensions = ['.pdf', '.txt'];

const answerFileOf = (uri: string): string => `${uri}.answer.json`;

/** Largest document and largest recorded answer that are read. */
const maxDocumentBytes = 256 * 2 ** 20;
const maxAnswerBytes = 16 * 2 ** 20;

/** Documents stored at once. */
const batchSize = 100;

/**
 * Reads documents that are already there. `DOCUMENT.answer.json` beside a document stands in for the model; its format
 * is in the README. A document that cannot be used goes to quarantine, and the others continue.
 *
 * @returns one entry per document, in order of path
 * @throws PATH_UNREADABLE, PATH_EMPTY, PATH_DANGLING, PATH_NOT_A_FILE when no path leads to a file; REPORT_UNLABELLED, REPORT_NO_MODEL, BEDROCK_CALL_FAILED, REPORT_IN_PROGRESS
 */
export async function ingestReports(deps: ReportDeps, request: IngestReportsRequest): Promise<ProcessedReport[]> {
  const { files, problems } = findSomeFiles(request.paths, documentExtensions);
  problems.forEach((problem) => request.onProblem?.(problem));
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
      for (const [at, uri] of files.slice(start, start + batchSize).entries()) {
        request.onRead?.(uri, start + at + 1, files.length);
        const bytes = bytesOf(uri, request);
        if (bytes !== undefined) outcomes.push(await readDocument(deps, { uri, bytes }, label));
      }
    } catch (thrown) {
      // What was read before, and may have been paid for, is still loaded.
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
}

/** A label that the recorded answer lacks is a fault of its file and does not keep the other documents out. */
function isUnlabelled(thrown: unknown): thrown is FmError {
  return thrown instanceof FmError && thrown.code === 'REPORT_UNLABELLED';
}

/** The bytes of a document; undefined, and reported, where it cannot be read. */
function bytesOf(path: string, { onProblem }: IngestReportsRequest): Buffer | undefined {
  try {
    return readPlainFile(path, maxDocumentBytes);
  } catch (thrown) {
    if (!(thrown instanceof FmError)) throw thrown;
    const code = thrown.code === 'FILE_TOO_LARGE' ? 'FILE_TOO_LARGE' : 'FILE_UNREADABLE';
    onProblem?.({ code, path, what: thrown.what, remedy: thrown.remedy });
    return undefined;
  }
}

async function readDocument(
  deps: ReportDeps,
  { uri, bytes }: Pick<ReportDocument, 'uri' | 'bytes'>,
  fields: LabelFields,
): Promise<Outcome> {
  const answerFile = answerFileOf(uri);
  if (!existsSync(answerFile)) {
    const document: ReportDocument = { uri, bytes, label: labelOf(fields, deps.clock.now(), uri) };
    return outcomeOf(document, () => answerDocument(deps, document));
  }
  try {
    const recorded = readRecordedAnswer(readPlainFile(answerFile, maxAnswerBytes).toString('utf8'), answerFile);
    const label = labelOf({ ...fields, ...recorded }, deps.clock.now(), uri);
    const document: ReportDocument = { uri, bytes, label };
    return await outcomeOf(document, async () => keptAnswerOf(recorded, document, answerFile));
  } catch (thrown) {
    const error = isUnlabelled(thrown) ? answerFileInvalid(answerFile, [thrown.what]) : thrown;
    return faultOf(error, { uri, hash: documentHashOf(bytes), symbol: fields.symbol ?? '', label: fields });
  }
}
