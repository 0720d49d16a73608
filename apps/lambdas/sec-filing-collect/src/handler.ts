import { FmError, loadConfig, requiredSetting } from '@fm/platform';
import { scheduledHandler } from '@fm/platform/lambda';
import { openObjectStore } from '@fm/object-store';
import { createSecClient, fetchFilings } from '@fm/sec-filing';

/** Fetches the filings of the universe; the raw documents wait in the object store for their own delivery. */
export const handler = scheduledHandler('sec-filing-collect', async (_event, _scheduledFor, logger) => {
  const config = loadConfig();
  const objectStore = await openObjectStore(requiredSetting(config, 'objectStore'));
  const userAgent = requiredSetting(config, 'secUserAgent');
  const result = await fetchFilings({
    objectStore,
    http: createSecClient({ userAgent, objectStore }),
    ciks: config.ciks,
    ...origins(config.secOrigin),
  });
  logger.info('fetched', { ...result });
  if (result.failed.length > 0) throw incomplete(result.failed);
  return { fetched: result.fetched, unchanged: result.unchanged };
});

/** A stand-in for the SEC, for trials on one machine. */
function origins(origin: string | undefined): { dataOrigin?: string; siteOrigin?: string } {
  return origin === undefined ? {} : { dataOrigin: origin, siteOrigin: origin };
}

function incomplete(failed: readonly { readonly subject: string; readonly code: string }[]): FmError {
  return new FmError('FILINGS_INCOMPLETE', {
    what: `${failed.length} companies failed: ${failed.map(({ subject, code }) => `${subject} ${code}`).join(', ')}`,
    remedy: 'Start it again: what was fetched is not fetched again.',
  });
}
