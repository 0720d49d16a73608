import type { Panel } from '@fm/factor-math';
import type { SentimentInput } from '@fm/factors';
import { sentimentAsOf, type Warehouse } from '@fm/warehouse';

/** Symbols read at a time, so that memory does not grow with the universe. */
const symbolsAtOnce = 25;

/** Sentiment panels of the articles known before each close, by one scorer. */
export async function loadSentimentInputs(
  warehouse: Warehouse,
  symbols: readonly string[],
  closes: Float64Array,
  scorer: string,
): Promise<Record<SentimentInput, Panel>> {
  const shape = { days: closes.length, stocks: symbols.length };
  const empty = (): Panel => ({ ...shape, values: new Float64Array(shape.days * shape.stocks).fill(NaN) });
  const panels = { averageSentiment14: empty(), latestSentiment: empty() };
  const moments = Array.from(closes);
  for (let first = 0; first < symbols.length; first += symbolsAtOnce) {
    const some = symbols.slice(first, first + symbolsAtOnce);
    const found = await sentimentAsOf(warehouse, { symbols: some, scorer, closes: moments });
    found.forEach(({ average14, latestDay }, at) => {
      const cell = (at % shape.days) * shape.stocks + first + Math.floor(at / shape.days);
      panels.averageSentiment14.values[cell] = average14 ?? NaN;
      panels.latestSentiment.values[cell] = latestDay ?? NaN;
    });
  }
  return panels;
}

/**
 * The scorer whose scores a run reads: the one asked for, else the first by name of those in the warehouse; undefined
 * where no article was scored.
 */
export async function chooseScorer(warehouse: Warehouse, asked: string | undefined): Promise<string | undefined> {
  if (asked !== undefined) return asked;
  const rows = await warehouse.query<{ scorer: string }>(
    'SELECT min(scorer) AS scorer FROM article_sentiment HAVING count() > 0',
  );
  return rows[0]?.scorer;
}
