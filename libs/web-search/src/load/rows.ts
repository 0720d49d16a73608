import type { FmError } from '@fm/platform';
import { UnusableAnswer } from '@fm/platform/bedrock';
import { firstVersion, type articlesTable, type articleSentimentTable, type RowOf } from '@fm/warehouse';
import { knownAt, sha256, type Article } from '../article/article.ts';
import { localScore, type Score } from '../scoring/scorer.ts';

/** A moment as the warehouse writes it: `YYYY-MM-DD hh:mm:ss.mmm` in UTC. */
export function momentText(moment: Date): string {
  return moment.toISOString().slice(0, 23).replace('T', ' ');
}

/** Row of an article; of two deliveries the one collected first stays. */
export function articleRow(article: Article, source: string, synthetic: boolean): RowOf<typeof articlesTable> {
  const { symbol, articleId, url, title, content, relevance, publishedAt, collectedAt, contentHash } = article;
  return {
    symbol,
    article_id: articleId,
    url,
    title,
    content,
    relevance,
    published_at: momentText(publishedAt),
    collected_at: momentText(collectedAt),
    known_at: momentText(knownAt(article)),
    content_hash: contentHash,
    source,
    synthetic,
    version: firstVersion(collectedAt, contentHash),
  };
}

/** What identifies the text that was scored. */
export interface ScoredText {
  readonly symbol: string;
  readonly article_id: string;
  readonly content_hash: string;
}

/** Row of a score; of two answers about the same text the first stays. */
export function sentimentRow(
  text: ScoredText,
  scorer: string,
  score: Score,
  scoredAt: Date,
): RowOf<typeof articleSentimentTable> {
  const { value, reason, modelId, promptHash, inputHash, raw, inputTokens, outputTokens } = score;
  return {
    symbol: text.symbol,
    article_id: text.article_id,
    content_hash: text.content_hash,
    scorer,
    score: value,
    reason,
    model: modelId,
    prompt_hash: promptHash,
    input_hash: inputHash,
    raw_answer: raw,
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    scored_at: momentText(scoredAt),
    version: firstVersion(scoredAt, sha256(`${value} ${raw}`)),
  };
}

/** Versions of answers that could not be used lie below this, those of usable ones above: a usable answer stays. */
export const unusableBelow = 1n << 62n;

/** Row of an answer that could not be used: no score, the code as reason, and the responses as they came. */
export function unusableRow(
  text: ScoredText,
  scorer: string,
  fault: FmError,
  scoredAt: Date,
): RowOf<typeof articleSentimentTable> {
  const raw = fault instanceof UnusableAnswer ? JSON.stringify(fault.raw) : '';
  const row = sentimentRow(text, scorer, { ...localScore(null, fault.code), raw }, scoredAt);
  return { ...row, version: row.version >> 2n };
}

/** The highest version there is: nothing takes the place of such a row. */
const lastVersion = (1n << 64n) - 1n;

/** Row of a text superseded by one collected earlier: no score, in whatever order the two came. */
export function supersededRow(text: ScoredText, scorer: string): RowOf<typeof articleSentimentTable> {
  const row = sentimentRow(text, scorer, localScore(null, 'superseded'), new Date(0));
  return { ...row, version: lastVersion };
}
