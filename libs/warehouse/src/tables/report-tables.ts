import { defineTable } from '../contract.ts';

/**
 * Measurements read from documents (ratings 0-10, ages, amounts), one per document, name, model and prompt version; null
 * with the reason where the document does not say. `known_at` is when the document was public, else when it was
 * collected. `key_figures` is a JSON list of texts; `answer_key` names the stored answer.
 */
export const documentRatingsTable = defineTable('document_ratings', {
  symbol: 'LowCardinality(String)',
  rating: 'LowCardinality(String)',
  document_hash: 'String',
  model: 'LowCardinality(String)',
  prompt_version: 'LowCardinality(String)',
  value: 'Nullable(Float64)',
  unit: 'LowCardinality(String)',
  summary: 'String',
  key_figures: 'String',
  change: 'String',
  reason: 'String',
  document_kind: 'LowCardinality(String)',
  document_uri: 'String',
  known_at: 'DateTime64(3)',
  scored_at: 'DateTime64(3)',
  answer_key: 'String',
  synthetic: 'Bool',
  version: 'UInt64',
});
