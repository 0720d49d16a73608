import { missingPanel, type Panel } from '@fm/factor-math';
import type { SentimentInput } from '@fm/factors';
import { writeSentiment, type ScoredArticle } from '@fm/warehouse';

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
  const { averageSentiment14, latestSentiment } = panels;
  const values = { average14: averageSentiment14.values, latestDay: latestSentiment.values };
  symbols.forEach((symbol, i) => {
    const scored = (bySymbol.get(symbol) as ScoredArticle[]).sort(byPublication);
    writeSentiment(scored, closes, values, i, symbols.length);
  });
  return panels;
}

/** A total order, so that sums have the same bits in whatever order articles come. */
function byPublication(a: ScoredArticle, b: ScoredArticle): number {
  return a.publishedAt - b.publishedAt || a.knownAt - b.knownAt || a.score - b.score;
}
