import { missingPanel, type Panel } from '@fm/factor-math';
import type { SentimentInput } from '@fm/factors';
import { sentimentAtCloses, type ScoredArticle } from '@fm/warehouse';

/** Sentiment panels of the articles known before each close. */
export function sentimentPanels(
  articles: readonly ScoredArticle[],
  symbols: readonly string[],
  closes: Float64Array,
): Record<SentimentInput, Panel> {
  const panels = {
    averageSentiment14: missingPanel(closes.length, symbols.length),
    latestSentiment: missingPanel(closes.length, symbols.length),
  };
  const bySymbol = new Map<string, ScoredArticle[]>(symbols.map((symbol) => [symbol, []]));
  for (const article of articles) bySymbol.get(article.symbol)?.push(article);
  const moments = Array.from(closes);
  symbols.forEach((symbol, i) => {
    const scored = (bySymbol.get(symbol) as ScoredArticle[]).sort(byPublication);
    sentimentAtCloses(symbol, scored, moments).forEach(({ average14, latestDay }, t) => {
      panels.averageSentiment14.values[t * symbols.length + i] = average14 ?? NaN;
      panels.latestSentiment.values[t * symbols.length + i] = latestDay ?? NaN;
    });
  });
  return panels;
}

/** A total order, so that sums have the same bits in whatever order articles come. */
function byPublication(a: ScoredArticle, b: ScoredArticle): number {
  return a.publishedAt - b.publishedAt || a.knownAt - b.knownAt || a.score - b.score;
}
