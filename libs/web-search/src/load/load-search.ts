import type { Clock } from '@fm/platform';
import { IngestLog, Quarantine, quarantineId, recordingRows, type Warehouse } from '@fm/warehouse';
import type { SentimentScorer } from '../scoring/scorer.ts';
import { parseSearch } from '../tavily/parse.ts';
import { storeArticles } from './articles.ts';
import { scoreArticles } from './score-articles.ts';
import { markSuperseded } from './supersede.ts';

/** Everything loading needs. */
export interface LoadDeps {
  readonly warehouse: Warehouse;
  readonly scorer: SentimentScorer;
  readonly clock: Clock;
}

/** One search response as it was collected. */
export interface SearchDelivery {
  readonly symbol: string;
  readonly collectedAt: Date;
  /** Parsed JSON of the response. */
  readonly response: unknown;
  readonly synthetic: boolean;
  /** Place within the object or file, e.g. `searches[3]`; '' when it is all of it. */
  readonly location: string;
}

/** The outcome of one object or file. */
export interface LoadedSearch {
  readonly uri: string;
  readonly read: number;
  readonly added: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly scored: number;
  /** Ids of what was quarantined. */
  readonly asideIds: readonly string[];
}

const source = 'web-search';

/**
 * Parses the responses of one object or file, stores their articles, quarantines what cannot be used, and scores what is
 * new. The same delivery again changes nothing.
 *
 * @param uri - key of the object or path of the file
 * @param hash - SHA-256 of its bytes
 */
export async function loadSearches(
  deps: LoadDeps,
  { uri, hash }: { readonly uri: string; readonly hash: string },
  deliveries: readonly SearchDelivery[],
): Promise<LoadedSearch> {
  const { warehouse } = deps;
  const parsed = deliveries.map((delivery) => ({ ...delivery, ...parseSearch(delivery.response, delivery) }));
  const entries = parsed.flatMap(({ symbol, location, setAside }) =>
    setAside.map((fault) => ({
      source,
      uri,
      symbol,
      ...fault,
      location: [location, fault.location].filter((part) => part !== '').join('.'),
    })),
  );
  const found = parsed.flatMap(({ articles, synthetic }) => articles.map((article) => ({ article, synthetic })));
  await new Quarantine(warehouse).put(entries);
  const { added, unchanged } = await storeArticles(
    recordingRows(warehouse, { source, uri, contentHash: hash }),
    'tavily',
    found,
  );
  const ids = [...new Set(found.map(({ article }) => article.articleId))];
  const scoring = await scoreArticles(deps, ids);
  const texts = found.map(({ article: { symbol, articleId, contentHash } }) => {
    return { symbol, article_id: articleId, content_hash: contentHash };
  });
  await markSuperseded(warehouse, deps.scorer.version, texts);
  const quarantined = entries.length + scoring.quarantined;
  const read = found.length + entries.length;
  await new IngestLog(warehouse).record({
    source,
    uri,
    content_hash: hash,
    rows_read: read,
    rows_new: added,
    rows_unchanged: unchanged,
    rows_quarantined: quarantined,
    status: 'loaded',
    message: '',
  });
  return { uri, read, added, unchanged, quarantined, scored: scoring.scored, asideIds: entries.map(quarantineId) };
}
