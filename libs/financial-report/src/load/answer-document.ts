import type { Clock } from '@fm/platform';
import type { LanguageModel } from '@fm/platform/bedrock';
import type { ObjectStore } from '@fm/object-store';
import { cachedModel } from '../answers/cached-model.ts';
import { withClaim } from '../answers/claim.ts';
import { answerKey, readStoredAnswer, type StoredAnswer } from '../answers/stored-answer.ts';
import { noModel } from '../errors.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { promptVersion } from '../questions/questions.ts';
import { readSections } from '../questions/read-sections.ts';
import { sectionsOf } from '../sections/split.ts';
import { pageBreak } from '../sections/section.ts';
import { documentHashOf, type ReportDocument } from './document.ts';

/** Everything answering needs; without a model only documents that were answered before have an answer. */
export interface AnswerDeps {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly reader: PdfReader;
  readonly model?: LanguageModel | undefined;
  /** Asks again where a kept answer could not be used. @default false */
  readonly again?: boolean;
}

/** An answer and where it is kept. */
export interface KeptAnswer {
  readonly answer: StoredAnswer;
  readonly key: string;
  /** Whether the model was asked now. */
  readonly paid: boolean;
}

/**
 * The answer about a document: the kept one, else the model's, which is then kept. Two processes never pay for the same
 * document at once.
 *
 * @throws PDF_* when there is no text, BEDROCK_* when the model fails, REPORT_IN_PROGRESS, REPORT_NO_MODEL
 */
export async function answerDocument(deps: AnswerDeps, document: ReportDocument): Promise<KeptAnswer> {
  const { store, clock, model } = deps;
  const { kind } = document.label;
  if (model === undefined) {
    // A document without text is known to be one whether or not there is a model to rate it.
    await pagesOf(deps.reader, document);
    throw noModel(document.uri);
  }
  const documentHash = documentHashOf(document.bytes);
  const version = promptVersion(kind);
  const key = answerKey(documentHash, model.modelId, version);
  const kept = async () => {
    const object = await store.get(key);
    return object === undefined ? undefined : readStoredAnswer(object.body.toString('utf8'), kind, key);
  };
  const before = await kept();
  if (before !== undefined) return { answer: before, key, paid: false };
  const pages = await pagesOf(deps.reader, document);
  return withClaim(store, clock, key.slice('answers/documents/'.length), async () => {
    const meanwhile = await kept();
    if (meanwhile !== undefined) return { answer: meanwhile, key, paid: false };
    const { reading, answers } = await readSections(cachedModel(model, store, deps.again), kind, sectionsOf(pages));
    const answer: StoredAnswer = {
      format: 'fm.report-answer.v1',
      document_hash: documentHash,
      kind,
      model: model.modelId,
      prompt_version: version,
      scored_at: clock.now().toISOString(),
      reading,
      answers: [...answers],
    };
    await store.putIfAbsent(key, JSON.stringify(answer), { kind, model: model.modelId });
    return { answer, key, paid: true };
  });
}

/** A PDF by its pages, a text file by its form feeds. */
export async function pagesOf(
  reader: PdfReader,
  { uri, bytes }: Pick<ReportDocument, 'uri' | 'bytes'>,
): Promise<readonly string[]> {
  if (!uri.endsWith('.txt')) return (await reader.read(bytes)).pages;
  return new TextDecoder('utf-8').decode(bytes).split(pageBreak);
}
