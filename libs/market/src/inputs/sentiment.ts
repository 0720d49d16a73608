import { missingPanel, type Panel } from '@fm/factor-math';
import { inputNamesOf, type SentimentInput } from '@fm/factors';
import { writeSentiment, type ScoredArticle } from '@fm/warehouse/rows';
import { readArticles } from '../facts/read-facts.ts';
import type { InputSource } from './input-source.ts';

/** Articles with the scores that one scorer gave them. */
export const articleSource: InputSource<SentimentInput, ScoredArticle, ArticleColumns> = {
  names: inputNamesOf('articles'),
  version: `SELECT count() AS rows, hex(sum(cityHash64(symbol, article_id, scorer, published_at, known_at, score))) AS hash
    FROM article_scores
    WHERE symbol IN {symbols:Array(String)} AND toUnixTimestamp64Milli(known_at) < {close:Int64}`,
  read: readArticles,
  partOf: articleColumns,
  panel: (name, articles, { symbols, closes }) => sentimentPanels(articles, symbols, closes)[name],
  whyMissing: () => 'no article known',
  change: (fact, random) => ({ ...fact, score: 2 * random() - 1 }),
};

/** Scored articles by columns, by stock and publication: plain data that threads share. */
export interface ArticleColumns {
  /** Place of each stock's first article, and at the end how many articles there are. */
  readonly begins: Uint32Array;
  readonly score: Float64Array;
  /** Milliseconds since the epoch. */
  readonly publishedAt: Float64Array;
  readonly knownAt: Float64Array;
  /** Day of publication, an index into `days`. */
  readonly day: Uint32Array;
  /** `YYYY-MM-DD`. */
  readonly days: readonly string[];
}

/** Articles by columns, in an order that does not depend on the one in which they are given. */
function articleColumns(articles: readonly ScoredArticle[], symbols: readonly string[]): ArticleColumns {
  const bySymbol = new Map<string, ScoredArticle[]>(symbols.map((symbol) => [symbol, []]));
  for (const article of articles) bySymbol.get(article.symbol)?.push(article);
  const begins = new Uint32Array(symbols.length + 1);
  const ordered = symbols.flatMap((symbol, i) => {
    const own = (bySymbol.get(symbol) as ScoredArticle[]).sort(byPublication);
    begins[i + 1] = (begins[i] as number) + own.length;
    return own;
  });
  const days = [...new Set(ordered.map(({ publishedDay }) => publishedDay))];
  const placeOf = new Map(days.map((day, at) => [day, at]));
  return {
    begins,
    score: Float64Array.from(ordered, ({ score }) => score),
    publishedAt: Float64Array.from(ordered, ({ publishedAt }) => publishedAt),
    knownAt: Float64Array.from(ordered, ({ knownAt }) => knownAt),
    day: Uint32Array.from(ordered, ({ publishedDay }) => placeOf.get(publishedDay) as number),
    days,
  };
}

/** Sentiment panels of the articles known before each close. */
function sentimentPanels(
  articles: ArticleColumns,
  symbols: readonly string[],
  closes: Float64Array,
): Record<SentimentInput, Panel> {
  const panels = {
    averageSentiment14: missingPanel(closes.length, symbols.length),
    latestSentiment: missingPanel(closes.length, symbols.length),
  };
  const { averageSentiment14, latestSentiment } = panels;
  const values = { average14: averageSentiment14.values, latestDay: latestSentiment.values };
  symbols.forEach((symbol, i) => writeSentiment(articlesOf(articles, symbol, i), closes, values, i, symbols.length));
  return panels;
}

function articlesOf(articles: ArticleColumns, symbol: string, i: number): ScoredArticle[] {
  const { begins, score, publishedAt, knownAt, day, days } = articles;
  const [begin, end] = [begins[i] as number, begins[i + 1] as number];
  return Array.from({ length: end - begin }, (_, at) => ({
    symbol,
    score: score[begin + at] as number,
    publishedAt: publishedAt[begin + at] as number,
    publishedDay: days[day[begin + at] as number] as string,
    knownAt: knownAt[begin + at] as number,
  }));
}

/** A total order, so that sums have the same bits in whatever order articles come. */
function byPublication(a: ScoredArticle, b: ScoredArticle): number {
  return a.publishedAt - b.publishedAt || a.knownAt - b.knownAt || a.score - b.score;
}
