import { loadConfig, messageOf, systemClock, type Clock } from '@fm/platform';
import { latePrices, outcomeOf, type SourceOutcome } from '@fm/mining/day';
import type { Warehouse } from '@fm/warehouse';
import { openRawStore } from '../object-store.ts';
import { priceOrigins, secOrigins } from '../provider-origins.ts';

type Collector = (warehouse: Warehouse, symbols: readonly string[], now: Date) => Promise<SourceOutcome>;

/**
 * Collects from every provider that is set up, and checks what is in: prices always, filings with `SEC_USER_AGENT`, news
 * with `TAVILY_API_KEY`. A provider that fails as a whole makes its source late and holds up no other.
 */
export async function collectSources(
  warehouse: Warehouse,
  symbols: readonly string[],
  clock: Clock = systemClock,
): Promise<SourceOutcome[]> {
  const config = loadConfig();
  const chosen: [string, Collector][] = [['market-data', collectMarketData]];
  if (config.secUserAgent !== undefined) chosen.push(['sec-filing', collectFilingsOf]);
  if (config.tavilyApiKey !== undefined) chosen.push(['web-search', collectNews]);
  const outcomes: SourceOutcome[] = [];
  for (const [source, collect] of chosen) {
    outcomes.push(
      await collect(warehouse, symbols, clock.now()).catch((error: unknown) =>
        outcomeOf(
          source,
          symbols.length,
          symbols.map((subject) => ({ subject, reason: messageOf(error) })),
        ),
      ),
    );
  }
  return outcomes;
}

const collectMarketData: Collector = async (warehouse, symbols, now) => {
  const { collectPrices } = await import('@fm/market-data');
  const objectStore = await openRawStore();
  const given = await collectPrices({
    warehouse,
    objectStore,
    symbols,
    since: undefined,
    ...priceOrigins(loadConfig()),
  });
  const failed = given.symbols
    .filter(({ status }) => status === 'failed')
    .map(({ symbol, failures }) => ({ subject: symbol, reason: failures.map(({ code }) => code).join(', ') }));
  return outcomeOf('market-data', symbols.length, [...failed, ...(await latePrices(warehouse, symbols, now))]);
};

const collectFilingsOf: Collector = async (warehouse, symbols) => {
  const config = loadConfig();
  const { collectFilings, createSecClient } = await import('@fm/sec-filing');
  const objectStore = await openRawStore();
  const http = createSecClient({ userAgent: config.secUserAgent as string, objectStore });
  const how = { warehouse, objectStore, http, symbols, ciks: config.ciks, ...secOrigins(config) };
  const { failed } = await collectFilings(how);
  return outcomeOf(
    'sec-filing',
    symbols.length,
    failed.map(({ subject, code }) => ({ subject, reason: code })),
  );
};

const collectNews: Collector = async (warehouse, symbols, now) => {
  const config = loadConfig();
  const { collectArticles, companyOf, lexiconScorer, tavilyClient, tavilyEndpoint } = await import('@fm/web-search');
  const store = await openRawStore();
  const companies = symbols.map((symbol) => companyOf(`${symbol}=${config.companyNames[symbol] ?? ''}`));
  const days = [1, 0].map((back) => new Date(now.getTime() - back * 86_400_000).toISOString().slice(0, 10));
  const deps = {
    http: tavilyClient(config.tavilyApiKey, store),
    store,
    clock: systemClock,
    load: { warehouse, scorer: lexiconScorer, clock: systemClock },
    endpoint: config.tavilyEndpoint ?? tavilyEndpoint,
  };
  const searches = await collectArticles(deps, { companies, days });
  const late = searches.flatMap(({ symbol, day, error }) =>
    error === undefined ? [] : [{ subject: `${symbol} ${day}`, reason: error.code }],
  );
  return outcomeOf('web-search', searches.length, late);
};
