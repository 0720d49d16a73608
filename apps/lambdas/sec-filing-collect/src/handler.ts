import { FmError } from '@fm/platform';
import { scheduledHandler, variable } from '@fm/platform/lambda';
import { openObjectStore } from '@fm/object-store';
import { createSecClient, fetchFilings } from '@fm/sec-filing';

/** Fetches the filings of the universe; the raw documents wait in the object store for their own delivery. */
export const handler = scheduledHandler('sec-filing-collect', async (_event, _scheduledFor, logger) => {
  const objectStore = await openObjectStore(variable('FM_OBJECT_STORE', 's3://bucket'));
  const userAgent = variable('SEC_USER_AGENT', 'Example research@example.com');
  const result = await fetchFilings({
    objectStore,
    http: createSecClient({ userAgent, objectStore }),
    ciks: ciksOf(variable('FM_CIKS', 'AAPL=0000320193,XYZ=')),
    ...origins(),
  });
  logger.info('fetched', { ...result });
  if (result.failed.length > 0) throw incomplete(result.failed);
  return { fetched: result.fetched, unchanged: result.unchanged };
});

/** `AAPL=0000320193,XYZ=` as an object; an empty CIK is looked up. */
function ciksOf(list: string): Record<string, string> {
  return Object.fromEntries(list.split(',').map((entry) => [entry.split('=')[0] ?? '', entry.split('=')[1] ?? '']));
}

/** A stand-in for the SEC, for trials on one machine. */
function origins(): { dataOrigin?: string; siteOrigin?: string } {
  const origin = process.env['SEC_ORIGIN'];
  return origin === undefined ? {} : { dataOrigin: origin, siteOrigin: origin };
}

function incomplete(failed: readonly { readonly subject: string; readonly code: string }[]): FmError {
  return new FmError('FILINGS_INCOMPLETE', {
    what: `${failed.length} companies failed: ${failed.map(({ subject, code }) => `${subject} ${code}`).join(', ')}`,
    remedy: 'Start it again: what was fetched is not fetched again.',
  });
}
