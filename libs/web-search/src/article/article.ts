import { createHash } from 'node:crypto';

/** A news article about one company, as a search found it. */
export interface Article {
  readonly symbol: string;
  /** SHA-256 of canonical address and symbol: an article about two companies is stored once for each. */
  readonly articleId: string;
  /** Canonical address. */
  readonly url: string;
  readonly title: string;
  /** Extract of the page, as the provider cut it; text of strangers. */
  readonly content: string;
  /** Relevance the provider gives, or null. */
  readonly relevance: number | null;
  readonly publishedAt: Date;
  readonly collectedAt: Date;
  /** SHA-256 of everything the provider said about the article. */
  readonly contentHash: string;
}

/**
 * When an article could be known: a search finds today what was not found then, so never before it was collected, and
 * never before it was published.
 */
export function knownAt({ publishedAt, collectedAt }: Pick<Article, 'publishedAt' | 'collectedAt'>): Date {
  return publishedAt > collectedAt ? publishedAt : collectedAt;
}

/** Key of an article: SHA-256 (hex) of its canonical address and the symbol. */
export function articleIdOf(url: string, symbol: string): string {
  return sha256(`${url}\n${symbol}`);
}

/** SHA-256 (hex) of text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
