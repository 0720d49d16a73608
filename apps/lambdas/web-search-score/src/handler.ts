import { loadConfig, requiredSetting, systemClock } from '@fm/platform';
import { bedrockModel, createBedrockClient } from '@fm/platform/bedrock';
import { objectHandler } from '@fm/platform/lambda';
import { notifiedKey, openObjectStore } from '@fm/object-store';
import { functionWarehouse } from '@fm/warehouse/lambda';
import { lexiconScorer, loadArticleObject, modelScorer, type SentimentScorer } from '@fm/web-search';

/** Loads and scores the articles of one raw search response; the same object again changes nothing. */
export const handler = objectHandler('web-search-score', async ({ bucket, key: fullKey }, logger) => {
  const config = loadConfig();
  const store = await openObjectStore(requiredSetting(config, 'objectStore'));
  const key = notifiedKey(store, bucket, fullKey);
  if (key === undefined || !key.startsWith('web-search/')) return logger.info('not ours', { fullKey });
  const deps = { warehouse: await functionWarehouse(), store, scorer: scorer(config.bedrockModel), clock: systemClock };
  const loaded = await loadArticleObject(deps, key);
  logger.info('loaded', loaded === undefined ? { key, gone: true } : { ...loaded, asideIds: loaded.asideIds.length });
});

let chosen: SentimentScorer | undefined;

/** The model of `FM_BEDROCK_MODEL`; without one, the lexicon. */
function scorer(modelId: string | undefined): SentimentScorer {
  chosen ??= modelId === undefined ? lexiconScorer : modelScorer(bedrockModel(createBedrockClient(), modelId));
  return chosen;
}
