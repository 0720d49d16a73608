import { articlesTable, type RowOf, type Warehouse } from '@fm/warehouse';
import type { Article } from '../article/article.ts';
import { batchesOf } from './batches.ts';
import { articleRow } from './rows.ts';

/** The outcome of the articles of a delivery. */
export interface StoredArticles {
  readonly added: number;
  readonly unchanged: number;
}

type ArticleRow = RowOf<typeof articlesTable>;

/**
 * Stores articles that are new, or that this delivery collected earlier than the one that is there.
 *
 * @param provider - who found them
 */
export async function storeArticles(
  warehouse: Warehouse,
  provider: string,
  found: readonly { readonly article: Article; readonly synthetic: boolean }[],
): Promise<StoredArticles> {
  const byKey = new Map<string, ArticleRow>();
  for (const { article, synthetic } of found) {
    const row = articleRow(article, provider, synthetic);
    const before = byKey.get(row.article_id);
    if (before === undefined || before.version < row.version) byKey.set(row.article_id, row);
  }
  let added = 0;
  for (const batch of batchesOf([...byKey.values()])) {
    const known = await versionsOf(warehouse, batch);
    const fresh = batch.filter(({ article_id, version }) => version > (known.get(article_id) ?? 0n));
    if (fresh.length > 0) await warehouse.insert(articlesTable, fresh);
    added += fresh.length;
  }
  return { added, unchanged: found.length - added };
}

async function versionsOf(warehouse: Warehouse, rows: readonly ArticleRow[]): Promise<Map<string, bigint>> {
  const known = await warehouse.query<{ article_id: string; newest: string }>(
    `SELECT article_id, max(version) AS newest FROM articles
     WHERE symbol IN {symbols:Array(String)} AND article_id IN {ids:Array(String)} GROUP BY article_id`,
    { symbols: [...new Set(rows.map(({ symbol }) => symbol))], ids: rows.map(({ article_id }) => article_id) },
  );
  return new Map(known.map(({ article_id, newest }) => [article_id, BigInt(newest)]));
}
