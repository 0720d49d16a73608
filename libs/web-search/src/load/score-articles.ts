import { FmError, type Clock } from '@fm/platform';
import { articleSentimentTable, Quarantine, type QuarantineEntry, type RowOf, type Warehouse } from '@fm/warehouse';
import type { SentimentScorer } from '../scoring/scorer.ts';
import { batchesOf } from './batches.ts';
import { sentimentRow, unusableRow, unusableBelow, type ScoredText } from './rows.ts';

/** The outcome of scoring. */
export interface Scoring {
  readonly scored: number;
  /** Texts whose answer could not be used; they are in quarantine. */
  readonly quarantined: number;
}

type Unscored = ScoredText & { readonly title: string; readonly content: string; readonly url: string };

/** Everything scoring needs. */
export interface ScoreDeps {
  readonly warehouse: Warehouse;
  readonly scorer: SentimentScorer;
  readonly clock: Clock;
}

/**
 * Scores what the scorer of this version has not scored yet; a text that was scored is never scored again, and one whose
 * answer could not be used is not paid for again: the answer is kept as it came, without a score.
 *
 * @param again - asks again about texts whose answer could not be used. @default false
 * @throws BEDROCK_CALL_FAILED when the model cannot be reached; what was scored before stays
 */
export async function scoreArticles(deps: ScoreDeps, articleIds: readonly string[], again = false): Promise<Scoring> {
  const total = { scored: 0, quarantined: 0 };
  for (const ids of batchesOf(articleIds)) {
    const texts = await unscored(deps.warehouse, deps.scorer.version, ids, again);
    for (let start = 0; start < texts.length; start += deps.scorer.atOnce) {
      const quarantined = await scoreTexts(deps, texts.slice(start, start + deps.scorer.atOnce));
      total.quarantined += quarantined;
      total.scored += Math.min(deps.scorer.atOnce, texts.length - start) - quarantined;
    }
  }
  return total;
}

async function scoreTexts({ warehouse, scorer, clock }: ScoreDeps, texts: readonly Unscored[]): Promise<number> {
  const rows: RowOf<typeof articleSentimentTable>[] = [];
  const unusable: QuarantineEntry[] = [];
  try {
    for (const text of texts) {
      try {
        rows.push(sentimentRow(text, scorer.version, await scorer.score(text), clock.now()));
      } catch (error) {
        if (!isUnusableAnswer(error)) throw error;
        rows.push(unusableRow(text, scorer.version, error, clock.now()));
        unusable.push({
          source: 'web-search',
          uri: text.url,
          location: scoreLocation(scorer.version),
          symbol: text.symbol,
          code: error.code,
          message: error.message,
          payload: JSON.stringify(text),
        });
      }
    }
  } finally {
    if (rows.length > 0) await warehouse.insert(articleSentimentTable, rows);
    await new Quarantine(warehouse).put(unusable);
  }
  return unusable.length;
}

/** Place of a quarantine entry whose answer, not whose article, cannot be used. */
export function scoreLocation(scorer: string): string {
  return `score by ${scorer}`;
}

/** An answer that would come again; a failed call is worth another try instead. */
function isUnusableAnswer(error: unknown): error is FmError {
  return error instanceof FmError && error.code.startsWith('BEDROCK_') && error.code !== 'BEDROCK_CALL_FAILED';
}

function unscored(
  warehouse: Warehouse,
  scorer: string,
  articleIds: readonly string[],
  again: boolean,
): Promise<Unscored[]> {
  return warehouse.query<Unscored>(
    `SELECT symbol, article_id, content_hash, title, content, url
     FROM (SELECT * FROM articles FINAL WHERE article_id IN {articleIds:Array(String)}) AS a
     LEFT ANTI JOIN (SELECT symbol, article_id, content_hash FROM article_sentiment
                     WHERE scorer = {scorer:String} AND version > {atLeast:UInt64}) AS s
       ON a.symbol = s.symbol AND a.article_id = s.article_id AND a.content_hash = s.content_hash
     ORDER BY symbol, article_id`,
    { scorer, articleIds, atLeast: again ? unusableBelow : 0n },
  );
}
