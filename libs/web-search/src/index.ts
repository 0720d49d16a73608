export { collectArticles, type CollectDeps, type CollectRequest, type SearchOutcome } from './collect/collect.ts';
export { tavilyClient, tavilyEndpoint } from './collect/tavily-client.ts';
export { ingestArticles, type IngestArticlesRequest } from './load/ingest.ts';
export { loadArticleObject, type LoadObjectDeps } from './load/load-object.ts';
export type { LoadDeps, LoadedSearch } from './load/load-search.ts';
export { modelScorer } from './scoring/bedrock.ts';
export { lexiconScorer } from './scoring/lexicon.ts';
export type { Scorable, Score, SentimentScorer } from './scoring/scorer.ts';
export type { Company } from './tavily/request.ts';
