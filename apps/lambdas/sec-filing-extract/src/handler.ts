import { loadConfig, requiredSetting } from '@fm/platform';
import { objectHandler } from '@fm/platform/lambda';
import { notifiedKey, openObjectStore } from '@fm/object-store';
import { extractObject } from '@fm/sec-filing';
import { functionWarehouse } from '@fm/warehouse/lambda';

/** Reads one stored document of EDGAR into the warehouse; the same object again changes nothing. */
export const handler = objectHandler('sec-filing-extract', async ({ bucket, key: fullKey }, logger) => {
  const objectStore = await openObjectStore(requiredSetting(loadConfig(), 'objectStore'));
  const key = notifiedKey(objectStore, bucket, fullKey);
  if (key === undefined || !key.startsWith('sec-filing/')) return logger.info('not ours', { fullKey });
  logger.info('extracted', { ...(await extractObject({ warehouse: await functionWarehouse(), objectStore, key })) });
});
