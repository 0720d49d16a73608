import { createHash } from 'node:crypto';
import { firstVersion, type documentRatingsTable, type RowOf } from '@fm/warehouse';
import type { StoredAnswer } from '../answers/stored-answer.ts';
import { measures, type MeasureName } from '../questions/measures.ts';
import type { DocumentLabel } from './document.ts';

/** A row of `document_ratings`. */
export type RatingRow = RowOf<typeof documentRatingsTable>;

/**
 * Rows of one answered document: one per measure. They depend only on the kept answer and the label, so every delivery
 * of the document gives the same rows.
 */
export function ratingRows(
  answer: StoredAnswer,
  { symbol, kind, knownAt, synthetic }: DocumentLabel,
  origin: { readonly uri: string; readonly answerKey: string },
): RatingRow[] {
  const scoredAt = new Date(answer.scored_at);
  return Object.entries(answer.reading).map(([rating, { value, summary, key_figures, change, reason }]) => ({
    symbol,
    rating,
    document_hash: answer.document_hash,
    model: answer.model,
    prompt_version: answer.prompt_version,
    value,
    unit: measures[rating as MeasureName].unit,
    summary,
    key_figures: JSON.stringify(key_figures),
    change,
    reason,
    document_kind: kind,
    document_uri: origin.uri,
    known_at: momentText(knownAt),
    scored_at: momentText(scoredAt),
    answer_key: origin.answerKey,
    synthetic,
    version: firstVersion(knownAt, hashOf(`${origin.uri} ${answer.scored_at}`)),
  }));
}

/** A moment as the warehouse writes it: `YYYY-MM-DD hh:mm:ss.mmm` in UTC. */
function momentText(moment: Date): string {
  return moment.toISOString().slice(0, 23).replace('T', ' ');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
