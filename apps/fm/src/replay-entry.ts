import { createPdfReader, replayReport } from '@fm/financial-report';
import {
  replayActions,
  replayDelisting,
  replayGroups,
  replayQuarantined,
  replayRate,
  replayValues,
  replayShortInterest,
} from '@fm/market-data';
import { FmError, loadConfig, systemClock } from '@fm/platform';
import { bedrockModel, createBedrockClient } from '@fm/platform/bedrock';
import { replayKnownReturns } from '@fm/portfolio/known';
import { replayFiling } from '@fm/sec-filing';
import type { QuarantineRow, ReplayedEntry, Warehouse } from '@fm/warehouse';
import { lexiconScorer, modelScorer, replayArticles } from '@fm/web-search';
import { openRawStore } from './object-store.ts';

/**
 * Reads an entry of quarantine again through the door it came by.
 *
 * @param accept - accepts a price row that is quarantined only because of the rows around it, or a split of a file that contradicts
 *   a provider's
 */
export async function replayEntry(warehouse: Warehouse, entry: QuarantineRow, accept: boolean): Promise<ReplayedEntry> {
  const id = entry.quarantine_id;
  switch (entry.source) {
    case 'prices':
      return replayQuarantined({ warehouse, objectStore: await openRawStore(), id, accept });
    case 'corporate-actions':
      return replayActions({ warehouse, id, accept });
    case 'delistings':
      return replayDelisting({ warehouse, id });
    case 'groups':
      return replayGroups({ warehouse, objectStore: await openRawStore(), id });
    case 'values':
      return replayValues({ warehouse, id });
    case 'short-interest':
      return replayShortInterest({ warehouse, id });
    case 'risk-free':
      return replayRate({ warehouse, id });
    case 'factor-returns':
      return replayKnownReturns({ warehouse, id });
    case 'sec-filing':
      return replayFiling({ warehouse, objectStore: await openRawStore(), id });
    case 'web-search':
      return replayArticles({
        warehouse,
        store: await openRawStore(),
        id,
        clock: systemClock,
        scorer: scorerOf(entry),
      });
    case 'financial-report':
      return replayDocument(warehouse, id);
    default:
      throw unknownSource(entry);
  }
}

/**
 * An answer that could not be used is asked for at the scorer that gave it; anything else is scored as it is ingested.
 */
function scorerOf({ location }: QuarantineRow) {
  const model = loadConfig().bedrockModel;
  return location.startsWith('score by ') && model !== undefined
    ? modelScorer(bedrockModel(createBedrockClient(), model))
    : lexiconScorer;
}

async function replayDocument(warehouse: Warehouse, id: string): Promise<ReplayedEntry> {
  const model = loadConfig().bedrockModel;
  const reader = createPdfReader();
  try {
    return await replayReport({
      warehouse,
      store: await openRawStore(),
      reader,
      clock: systemClock,
      id,
      ...(model === undefined ? {} : { model: bedrockModel(createBedrockClient(), model) }),
    });
  } finally {
    await reader.close();
  }
}

function unknownSource({ source, uri }: QuarantineRow): FmError {
  return new FmError('QUARANTINE_UNKNOWN_SOURCE', {
    what: `this program does not write entries of ${source}`,
    where: uri,
    remedy: 'Use the program that wrote it, or dismiss it.',
    kind: 'usage',
  });
}
