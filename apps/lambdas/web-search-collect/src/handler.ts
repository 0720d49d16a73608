import { loadConfig, requiredSetting, systemClock } from '@fm/platform';
import { collectingHandler, secretValue, type ScheduledEvent } from '@fm/platform/lambda';
import { openObjectStore, readUniverse } from '@fm/object-store';
import { articlesIncomplete, collectArticles, companyOf, tavilyClient, tavilyEndpoint } from '@fm/web-search';

interface CollectEvent extends ScheduledEvent {
  /** Days of publication, `YYYY-MM-DD`. @default the scheduled day and the one before */
  readonly days?: readonly string[];
}

/** Searches the news of stocks; the raw responses wait in the object store for their own delivery. */
export const handler = collectingHandler<CollectEvent>('web-search-collect', {
  stocks: () => readUniverse(loadConfig()),
  queueUrl: () => requiredSetting(loadConfig(), 'symbolQueueUrl'),
  collect: async (stocks, event, slot, logger) => {
    const config = loadConfig();
    const companies = stocks.map(({ symbol }) => companyOf(`${symbol}=${config.companyNames[symbol] ?? ''}`));
    const store = await openObjectStore(requiredSetting(config, 'objectStore'));
    const http = tavilyClient(await secretValue(requiredSetting(config, 'tavilyApiKeySecretArn')), store);
    const endpoint = config.tavilyEndpoint ?? tavilyEndpoint;
    const days = event.days ?? [dayBefore(slot, 1), dayBefore(slot, 0)];
    const outcomes = await collectArticles({ http, store, clock: systemClock, endpoint }, { companies, days, slot });
    const failed = outcomes.filter(({ status }) => status === 'failed');
    const fetched = outcomes.filter(({ status }) => status === 'fetched').length;
    logger.info('collected', { fetched, unchanged: outcomes.length - fetched - failed.length, failed: failed.length });
    if (failed.length === 0) return undefined;
    return { symbols: failed.map(({ symbol }) => symbol), error: articlesIncomplete(failed) };
  },
});

function dayBefore(moment: Date, days: number): string {
  return new Date(moment.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}
