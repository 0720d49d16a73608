import { momentOf } from '@fm/platform/time';
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/value';
import { checkedReading, jsonOf, messagesOf } from '../answers/stored-answer.ts';
import { answerFileInvalid } from '../errors.ts';
import type { KeptAnswer } from './answer-document.ts';
import { documentHashOf, type ReportDocument } from './document.ts';

const schema = Type.Object(
  {
    format: Type.Literal('fm.report-answer.v1'),
    symbol: Type.Optional(Type.String()),
    kind: Type.Optional(Type.String()),
    published: Type.Optional(Type.String()),
    synthetic: Type.Optional(Type.Boolean()),
    /** Who measured. */
    model: Type.String(),
    /** When it was measured. */
    scored_at: Type.String(),
    reading: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);

/** A recorded answer as stored in `DOCUMENT.answer.json`. */
export type RecordedAnswer = Static<typeof schema>;

/**
 * Reads `DOCUMENT.answer.json`.
 *
 * @throws REPORT_ANSWER_INVALID
 */
export function readRecordedAnswer(text: string, where: string): RecordedAnswer {
  const content = jsonOf(text, where);
  if (!Check(schema, content)) throw answerFileInvalid(where, messagesOf(schema, content));
  if (momentOf(content.scored_at) === undefined)
    throw answerFileInvalid(where, ['/scored_at is not a moment with its zone']);
  return content;
}

/**
 * The recorded answer in the place of the model's, checked like one.
 *
 * @param key - path of the file that holds it
 * @throws REPORT_ANSWER_INVALID
 */
export function keptAnswerOf(recorded: RecordedAnswer, { bytes, label }: ReportDocument, key: string): KeptAnswer {
  const { format, model, scored_at } = recorded;
  return {
    answer: {
      format,
      document_hash: documentHashOf(bytes),
      kind: label.kind,
      model,
      prompt_version: 'recorded',
      scored_at,
      reading: checkedReading(recorded.reading, label.kind, key),
      answers: [],
    },
    key,
    paid: false,
  };
}
