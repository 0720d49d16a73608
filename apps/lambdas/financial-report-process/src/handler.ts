import { loadConfig, requiredSetting, systemClock } from '@fm/platform';
import { bedrockModel, createBedrockClient, type LanguageModel } from '@fm/platform/bedrock';
import { errorFields, objectHandler } from '@fm/platform/lambda';
import { createPdfReader, processReportObject } from '@fm/financial-report';
import { notifiedKey, openObjectStore } from '@fm/object-store';
import { functionWarehouse } from '@fm/warehouse/lambda';

const reader = createPdfReader();
let model: LanguageModel | undefined;

/** Rates one uploaded document; the same document again changes nothing and costs nothing. */
export const handler = objectHandler('financial-report-process', async ({ bucket, key: fullKey, storedAt }, logger) => {
  const config = loadConfig();
  const store = await openObjectStore(requiredSetting(config, 'objectStore'));
  const key = notifiedKey(store, bucket, fullKey);
  if (key === undefined || !key.startsWith('reports/')) return logger.info('not ours', { fullKey });
  model ??= bedrockModel(createBedrockClient(), requiredSetting(config, 'bedrockModel'));
  const deps = { warehouse: await functionWarehouse(), store, reader, model, clock: systemClock };
  const { fault, ...processed } = (await processReportObject(deps, key, storedAt)) ?? {
    status: 'gone',
    fault: undefined,
  };
  logger.info('processed', { ...processed, ...(fault === undefined ? {} : errorFields(fault)) });
});
