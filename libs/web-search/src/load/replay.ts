import { existsSync } from 'node:fs';
import type { ObjectStore } from '@fm/object-store';
import { Quarantine, type QuarantineRow } from '@fm/warehouse';
import { articleIdOf } from '../article/article.ts';
import { noSuchEntry, originGone } from '../errors.ts';
import { ingestFile, readSearchFile } from './ingest.ts';
import { loadArticleObject } from './load-object.ts';
import type { LoadDeps } from './load-search.ts';
import { scoreArticles, scoreLocation } from './score-articles.ts';

/** Everything a replay needs. */
export interface ReplayArticlesOptions extends LoadDeps {
  readonly store: ObjectStore;
  /** Id of the quarantine entry. */
  readonly id: string;
}

/** The outcome of the entry. */
export interface ReplayedArticles {
  readonly state: 'replayed' | 'open';
  /** Why it stays open. */
  readonly reason: string;
}

/**
 * Reads the response of a quarantine entry again under today's rules, or asks the scorer again about an article whose
 * answer could not be used. The entry is `replayed` when nothing of it is quarantined any more, else it stays `open`.
 *
 * @throws SEARCH_NO_ENTRY, SEARCH_ORIGIN_GONE; BEDROCK_CALL_FAILED when the model cannot be reached
 */
export async function replayArticles(options: ReplayArticlesOptions): Promise<ReplayedArticles> {
  const quarantine = new Quarantine(options.warehouse);
  const entry = await quarantine.get(options.id);
  if (entry?.source !== 'web-search') throw noSuchEntry(options.id);
  const still = isScore(entry) ? await scoreAgain(options, entry) : await loadAgain(options, entry);
  if (still) return { state: 'open', reason: entry.message };
  await quarantine.setState(options.id, 'replayed');
  return { state: 'replayed', reason: '' };
}

function isScore({ location }: QuarantineRow): boolean {
  return location.startsWith(scoreLocation(''));
}

async function scoreAgain(options: ReplayArticlesOptions, { uri, symbol }: QuarantineRow): Promise<boolean> {
  const { quarantined } = await scoreArticles(options, [articleIdOf(uri, symbol)], true);
  return quarantined > 0;
}

/** Whether reading the object or file again puts the same part aside for the same reason. */
async function loadAgain(options: ReplayArticlesOptions, entry: QuarantineRow): Promise<boolean> {
  const { uri, symbol, quarantine_id } = entry;
  const loaded = uri.startsWith('web-search/')
    ? await loadArticleObject(options, uri)
    : existsSync(uri)
      ? await ingestFile(options, readSearchFile(uri), {
          symbol: symbol || undefined,
          collectedAt: options.clock.now(),
        })
      : undefined;
  if (loaded === undefined) throw originGone(uri);
  return loaded.asideIds.includes(quarantine_id);
}
