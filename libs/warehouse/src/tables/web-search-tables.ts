import { defineTable } from '../contract.ts';

/**
 * News articles, once per canonical address and symbol: of two deliveries the one collected first stays, because that is
 * what was known first. `known_at` = the later of publication and collection.
 */
export const articlesTable = defineTable('articles', {
  symbol: 'LowCardinality(String)',
  article_id: 'String',
  url: 'String',
  title: 'String',
  content: 'String',
  relevance: 'Nullable(Float64)',
  published_at: 'DateTime64(3)',
  collected_at: 'DateTime64(3)',
  known_at: 'DateTime64(3)',
  content_hash: 'String',
  source: 'LowCardinality(String)',
  synthetic: 'Bool',
  version: 'UInt64',
});

/**
 * Sentiment of a text of an article in [-1, 1] by a scorer of a version, or null with the reason; the first answer stays,
 * until a text that was collected earlier takes the place of this one (reason `superseded`).
 */
export const articleSentimentTable = defineTable('article_sentiment', {
  symbol: 'LowCardinality(String)',
  article_id: 'String',
  content_hash: 'String',
  scorer: 'LowCardinality(String)',
  score: 'Nullable(Float64)',
  reason: 'LowCardinality(String)',
  model: 'LowCardinality(String)',
  prompt_hash: 'String',
  input_hash: 'String',
  raw_answer: 'String',
  input_tokens: 'Nullable(UInt32)',
  output_tokens: 'Nullable(UInt32)',
  scored_at: 'DateTime64(3)',
  version: 'UInt64',
});
