import { FmError, loadConfig, requiredSetting } from '@fm/platform';
import { collectingHandler } from '@fm/platform/lambda';
import { openObjectStore, readUniverse } from '@fm/object-store';
import { createSecClient, fetchFilings } from '@fm/sec-filing';

/** Requests a second that all processes send to the SEC together: half of what it allows. */
const requestsPerSecond = 5;

/**
 * Fetches the filings of the stocks that have a CIK; the raw documents wait in the object store for their own delivery.
 */
export const handler = collectingHandler('sec-filing-collect', {
  stocks: async () => (await readUniverse(loadConfig())).filter(({ cik }) => cik !== undefined),
  queueUrl: () => requiredSetting(loadConfig(), 'symbolQueueUrl'),
  collect: async (stocks, _event, _for, logger) => {
    const config = loadConfig();
    const objectStore = await openObjectStore(requiredSetting(config, 'objectStore'));
    const userAgent = requiredSetting(config, 'secUserAgent');
    const http = createSecClient({ userAgent, objectStore, requestsPerSecond: requestsPerSecond / config.callers });
    const result = await fetchFilings({
      ...{ objectStore, http },
      symbols: stocks.map(({ symbol }) => symbol),
      ciks: Object.fromEntries(stocks.flatMap(({ symbol, cik }) => (cik === undefined ? [] : [[symbol, cik]]))),
      ...origins(config.secOrigin),
    });
    logger.info('fetched', { ...result });
    if (result.failed.length === 0) return undefined;
    return { symbols: result.failed.map(({ subject }) => subject), error: incomplete(result.failed) };
  },
});

/** A stand-in for the SEC, for trials on one machine. */
function origins(origin: string | undefined): { dataOrigin?: string; siteOrigin?: string } {
  return origin === undefined ? {} : { dataOrigin: origin, siteOrigin: origin };
}

function incomplete(failed: readonly { readonly subject: string; readonly code: string }[]): FmError {
  return new FmError('FILINGS_INCOMPLETE', {
    what: `${failed.length} companies failed: ${failed.map(({ subject, code }) => `${subject} ${code}`).join(', ')}`,
    remedy: 'Start it again: fetched data are not fetched again.',
  });
}
