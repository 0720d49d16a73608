import { Type, type Static, type TSchema } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { keyPart } from '@fm/object-store';
import { answerFileInvalid } from '../errors.ts';
import type { DocumentKind } from '../questions/measures.ts';
import { readingProblems, readingSchema, type Reading } from '../questions/reading.ts';

const envelope = Type.Object({
  format: Type.Literal('fm.report-answer.v1'),
  document_hash: Type.String(),
  kind: Type.String(),
  model: Type.String(),
  prompt_version: Type.String(),
  scored_at: Type.String(),
  reading: Type.Record(Type.String(), Type.Unknown()),
  answers: Type.Array(Type.Unknown()),
});

/** The measures of a document as they are kept: who said so, when, and every raw answer on the way. */
export type StoredAnswer = Omit<Static<typeof envelope>, 'reading'> & { readonly reading: Reading };

/** Where the answer about a document is kept: the same document, model and prompts are never paid for twice. */
export function answerKey(documentHash: string, model: string, promptVersion: string): string {
  return `answers/documents/${documentHash}/${keyPart(model)}/${promptVersion}.json`;
}

/**
 * Reads a kept answer and checks it as if it came from the model now.
 *
 * @throws REPORT_ANSWER_INVALID when it does not fit the schema of the document's kind or a range
 */
export function readStoredAnswer(text: string, kind: DocumentKind, where: string): StoredAnswer {
  const content = jsonOf(text, where);
  if (!Check(envelope, content)) throw answerFileInvalid(where, messagesOf(envelope, content));
  return { ...content, reading: checkedReading(content.reading, kind, where) };
}

/**
 * The readings, when they fit the schema of the kind and all ranges.
 *
 * @throws REPORT_ANSWER_INVALID
 */
export function checkedReading(reading: unknown, kind: DocumentKind, where: string): Reading {
  const schema = readingSchema(kind);
  if (!Check(schema, reading)) throw answerFileInvalid(where, messagesOf(schema, reading));
  const problems = readingProblems(reading);
  if (problems.length > 0) throw answerFileInvalid(where, problems);
  return reading;
}

/** JSON of a file. */
export function jsonOf(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw answerFileInvalid(where, ['it is not JSON']);
  }
}

/** What does not fit, at most five sentences. */
export function messagesOf(schema: TSchema, value: unknown): string[] {
  return Errors(schema, value)
    .slice(0, 5)
    .map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
}
