import { articleIdOf, sha256, type Article } from '../article/article.ts';
import { canonicalUrl } from '../article/canonical-url.ts';
import { publishedDate } from '../article/published-date.ts';

/** Why a result of a search is quarantined. */
export type SearchFault =
  'ARTICLE_UNDATED' | 'ARTICLE_UNADDRESSED' | 'ARTICLE_MALFORMED' | 'ARTICLE_NOT_YET' | 'SEARCH_MALFORMED';

/** A result that cannot be used, with the place it came from and its own bytes. */
export interface SetAside {
  readonly code: SearchFault;
  readonly message: string;
  /** `results[3]`, or `` for the whole response. */
  readonly location: string;
  readonly payload: string;
}

/** What a response comes to. */
export interface ParsedSearch {
  /** One per canonical address, in order of appearance. */
  readonly articles: readonly Article[];
  readonly setAside: readonly SetAside[];
}

/** What the response does not say about itself. */
export interface SearchContext {
  readonly symbol: string;
  readonly collectedAt: Date;
}

const maxTitle = 2_000;
const maxContent = 200_000;

/** Clocks of publishers run ahead a little; an article from further in the future has a wrong date. */
const clockLeadMs = 86_400_000;

/**
 * Articles of a Tavily search response. Pure: the same bytes and context always give the same articles, whatever the
 * bytes are.
 *
 * @param response - parsed JSON
 */
export function parseSearch(response: unknown, context: SearchContext): ParsedSearch {
  const results = (response as { results?: unknown } | null | undefined)?.results;
  if (!Array.isArray(results)) {
    const message = 'The response has no list of results.';
    return { articles: [], setAside: [setAside('SEARCH_MALFORMED', message, '', response)] };
  }
  const articles = new Map<string, Article>();
  const faults: SetAside[] = [];
  results.forEach((result: unknown, at) => {
    const parsed = parseResult(result, context, `results[${at}]`);
    if ('code' in parsed) faults.push(parsed);
    else if (!articles.has(parsed.articleId)) articles.set(parsed.articleId, parsed);
  });
  return { articles: [...articles.values()], setAside: faults };
}

function parseResult(result: unknown, { symbol, collectedAt }: SearchContext, location: string): Article | SetAside {
  const aside = (code: SearchFault, message: string) => setAside(code, message, location, result);
  if (typeof result !== 'object' || result === null) return aside('ARTICLE_MALFORMED', 'The result is not an object.');
  const { url: address, title, content, score, published_date: published } = result as Record<string, unknown>;
  const url = typeof address === 'string' ? canonicalUrl(address) : undefined;
  if (url === undefined) return aside('ARTICLE_UNADDRESSED', 'The result has no web address.');
  if (!isText(title, maxTitle) || !isText(content, maxContent)) {
    return aside('ARTICLE_MALFORMED', 'Title or content is missing or no text of a usable length.');
  }
  const publishedAt = publishedDate(published);
  if (publishedAt === undefined) return aside('ARTICLE_UNDATED', 'The result has no publication date that parses.');
  if (publishedAt.getTime() > collectedAt.getTime() + clockLeadMs) {
    return aside('ARTICLE_NOT_YET', 'The publication date is after the collection.');
  }
  const relevance = typeof score === 'number' && Number.isFinite(score) ? score : null;
  const contentHash = sha256(JSON.stringify([url, title, content, relevance, publishedAt.toISOString()]));
  const articleId = articleIdOf(url, symbol);
  return { symbol, articleId, url, title, content, relevance, publishedAt, collectedAt, contentHash };
}

/** Lone surrogates cannot be stored as UTF-8, so they would come back as other text. */
function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length <= maxLength && !/\p{Surrogate}/u.test(value);
}

function setAside(code: SearchFault, message: string, location: string, value: unknown): SetAside {
  return { code, message, location, payload: (JSON.stringify(value) ?? 'undefined').slice(0, 100_000) };
}
