import { articleSentimentTable, type RowOf, type Warehouse } from '@fm/warehouse';
import { batchesOf } from './batches.ts';
import { type ScoredText, supersededRow } from './rows.ts';

interface SeenText extends ScoredText {
  readonly superseded: number;
}

/**
 * Marks the texts of articles that are superseded, because a search collected another one earlier: those that this
 * delivery brought, and those that were scored before. The table then holds the same rows in whatever order, and how
 * often, the texts were delivered. Called after scoring: a delivery that runs beside this one does so too, and whichever
 * is later sees the text of the other.
 *
 * @param brought - every text of the delivery
 */
export async function markSuperseded(
  warehouse: Warehouse,
  scorer: string,
  brought: readonly ScoredText[],
): Promise<void> {
  for (const ids of batchesOf([...new Set(brought.map(({ article_id }) => article_id))])) {
    const asked = new Set(ids);
    const [current, seen] = await Promise.all([currentTexts(warehouse, ids), seenTexts(warehouse, scorer, ids)]);
    const done = new Set(seen.filter(({ superseded }) => superseded === 1).map(keyOf));
    const others = new Map(
      [...seen, ...brought.filter(({ article_id }) => asked.has(article_id))]
        .filter((text) => current.get(text.article_id) !== text.content_hash && !done.has(keyOf(text)))
        .map((text): [string, RowOf<typeof articleSentimentTable>] => [keyOf(text), supersededRow(text, scorer)]),
    );
    if (others.size > 0) await warehouse.insert(articleSentimentTable, [...others.values()]);
  }
}

const keyOf = ({ article_id, content_hash }: ScoredText): string => `${article_id} ${content_hash}`;

/** The text that represents each article. */
async function currentTexts(warehouse: Warehouse, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await warehouse.query<ScoredText>(
    'SELECT article_id, content_hash FROM articles FINAL WHERE article_id IN {ids:Array(String)}',
    { ids },
  );
  return new Map(rows.map(({ article_id, content_hash }) => [article_id, content_hash]));
}

function seenTexts(warehouse: Warehouse, scorer: string, ids: readonly string[]): Promise<SeenText[]> {
  return warehouse.query<SeenText>(
    `SELECT symbol, article_id, content_hash, toUInt8(reason = 'superseded') AS superseded FROM article_sentiment FINAL
     WHERE scorer = {scorer:String} AND article_id IN {ids:Array(String)}`,
    { scorer, ids },
  );
}
