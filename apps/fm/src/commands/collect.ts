import type { SymbolOutcome } from '@fm/market-data';
import { loadConfig, requiredSetting, systemClock } from '@fm/platform';
import type { LoadedSearch } from '@fm/web-search';
import { Command } from 'commander';
import { showCollected } from '../collected-view.ts';
import { openRawStore } from '../object-store.ts';
import { calendarDay, formatOption, symbolList } from '../options.ts';
import { priceOrigins, secOrigins } from '../provider-origins.ts';
import { note, type OutputFormat } from '../output.ts';
import { progressLines } from '../progress.ts';
import { withWarehouse } from '../with-warehouse.ts';

interface CollectOptions {
  readonly symbols?: readonly string[];
  readonly since?: string;
  readonly format: OutputFormat;
}

const help = `
Examples:
  $ fm collect market-data --symbols AAPL,MSFT
  $ SEC_USER_AGENT="Jane Doe jane@example.com" fm collect sec-filing
  $ TAVILY_API_KEY=... fm collect web-search --symbols AAPL,V=Visa --since 2024-03-01

Symbols are those of FM_UNIVERSE, by default the thirty stocks of the Dow Jones Industrial Average. Every response is stored
as received before it is parsed; what is already there is not fetched again. Financial reports are documents that you supply:
\`fm ingest financial-report\`. Exit status 1 when something failed; run it again then.`;

const personalUse = "Yahoo's and Stooq's data are for personal use.";

/** `fm collect`: fetches from the providers. */
export function collectCommand(): Command {
  return new Command('collect')
    .addHelpText('after', help)
    .addCommand(
      collector(
        'market-data',
        `daily prices, splits and dividends: Yahoo, then Stooq. ${personalUse}`,
        collectMarketData,
      ).option('--since <day>', 'first day to ask for, YYYY-MM-DD (default: the first day not known yet)', calendarDay),
    )
    .addCommand(collector('sec-filing', 'SEC filings that are not there yet', collectSecFilings))
    .addCommand(
      collector('web-search', 'news by Tavily, scored; one search a company and day', collectNews).option(
        '--since <day>',
        'first day to ask for, YYYY-MM-DD (default: yesterday)',
        calendarDay,
      ),
    );
}

function collector(name: string, description: string, action: (options: CollectOptions) => Promise<void>): Command {
  return new Command(name)
    .description(description)
    .option('--symbols <symbols>', 'symbols joined by commas (default: FM_UNIVERSE)', symbolList)
    .addOption(formatOption())
    .addHelpText('after', help)
    .action(action);
}

function symbolsOf({ symbols }: CollectOptions): readonly string[] {
  return symbols?.map((symbol) => symbol.replace(/=.*/, '')) ?? loadConfig().universe;
}

async function collectMarketData(options: CollectOptions): Promise<void> {
  const origins = priceOrigins(loadConfig());
  const { collectPrices } = await import('@fm/market-data');
  await withWarehouse(async (warehouse) => {
    note(personalUse);
    const bar = progressLines('symbols');
    const { symbols, ...counts } = await collectPrices({
      warehouse,
      objectStore: await openRawStore(),
      symbols: symbolsOf(options),
      since: options.since,
      ...origins,
      onProgress: (outcome, done, total) => bar.update(done, total, `${outcome.symbol} ${becameOf(outcome)}`),
    }).finally(() => bar.stop());
    for (const line of secondChoices(symbols)) note(line);
    const failed = symbols
      .filter(({ status }) => status === 'failed')
      .map(({ symbol, failures }) => ({ subject: symbol, reason: failures.map(({ message }) => message).join('; ') }));
    showCollected({ source: 'market-data', ...counts, failed }, options.format);
  });
}

function becameOf({
  status,
  provider,
  rowsNew,
  rowsQuarantined,
  rowsDropped,
  failures,
  refetched,
}: SymbolOutcome): string {
  if (status === 'failed') return `failed: ${failures.map(({ code }) => code).join(', ')}`;
  const parts = [
    `${rowsNew} new rows`,
    ...(rowsQuarantined > 0 ? [`${rowsQuarantined} quarantined`] : []),
    ...(rowsDropped > 0 ? [`${rowsDropped} dropped (live or empty)`] : []),
    ...(refetched ? ['whole history again after a new event'] : []),
  ];
  return `${status}: ${parts.join(', ')} from ${provider}`;
}

/** Symbols that the first provider did not give, by what it said. */
function secondChoices(symbols: readonly SymbolOutcome[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { symbol, status, provider, failures } of symbols) {
    if (status === 'failed') continue;
    for (const { provider: refused, code } of failures) {
      const reason = `${refused} did not give (${code}), ${provider} did`;
      reasons.set(reason, [...(reasons.get(reason) ?? []), symbol]);
    }
  }
  return [...reasons].map(([reason, of]) => `${of.join(', ')}: ${reason}`);
}

async function collectSecFilings(options: CollectOptions): Promise<void> {
  const config = loadConfig();
  const userAgent = requiredSetting(config, 'secUserAgent');
  const { collectFilings, createSecClient } = await import('@fm/sec-filing');
  await withWarehouse(async (warehouse) => {
    const objectStore = await openRawStore();
    const bar = progressLines('companies');
    const { failed, ...counts } = await collectFilings({
      warehouse,
      objectStore,
      http: createSecClient({ userAgent, objectStore }),
      symbols: symbolsOf(options),
      ciks: config.ciks,
      ...secOrigins(config),
      onProgress: ({ done, total, subject, status }) => bar.update(done, total, `${subject} ${status}`),
    }).finally(() => bar.stop());
    const reasons = failed.map(({ subject, message }) => ({ subject, reason: message }));
    showCollected(
      { source: 'sec-filing', ...counts, quarantined: counts.rowsQuarantined, failed: reasons },
      options.format,
    );
  });
}

async function collectNews(options: CollectOptions): Promise<void> {
  const config = loadConfig();
  const key = requiredSetting(config, 'tavilyApiKey');
  const { collectArticles, companyOf, lexiconScorer, tavilyClient, tavilyEndpoint } = await import('@fm/web-search');
  await withWarehouse(async (warehouse) => {
    const store = await openRawStore();
    const named = (symbol: string) =>
      symbol.includes('=') ? symbol : `${symbol}=${config.companyNames[symbol] ?? ''}`;
    const companies = (options.symbols ?? config.universe).map(named).map(companyOf);
    const days = daysSince(options.since, systemClock.now());
    note(`${companies.length * days.length} searches, each paid for once an hour at most`);
    const bar = progressLines('searches');
    let done = 0;
    const outcomes = await collectArticles(
      {
        http: tavilyClient(key, store),
        store,
        clock: systemClock,
        load: { warehouse, scorer: lexiconScorer, clock: systemClock },
        endpoint: config.tavilyEndpoint ?? tavilyEndpoint,
      },
      {
        companies,
        days,
        onSearch: ({ symbol, day, status, loaded }) =>
          bar.update(++done, companies.length * days.length, `${symbol} ${day} ${status}, ${loaded?.added ?? 0} new`),
      },
    ).finally(() => bar.stop());
    const sum = (pick: (loaded: LoadedSearch) => number): number =>
      outcomes.reduce((total, { loaded }) => total + (loaded === undefined ? 0 : pick(loaded)), 0);
    showCollected(
      {
        source: 'web-search',
        fetched: outcomes.filter(({ status }) => status === 'fetched').length,
        new: sum(({ added }) => added),
        unchanged: sum(({ unchanged }) => unchanged),
        quarantined: sum(({ quarantined }) => quarantined),
        failed: outcomes.flatMap(({ symbol, day, error }) =>
          error === undefined ? [] : [{ subject: `${symbol} ${day}`, reason: error.message }],
        ),
      },
      options.format,
    );
  });
}

/** The days from `since` (by default yesterday) to today, UTC. */
function daysSince(since: string | undefined, now: Date): string[] {
  const today = now.toISOString().slice(0, 10);
  const days: string[] = [];
  for (let time = since === undefined ? now.getTime() - 86_400_000 : Date.parse(since); ; time += 86_400_000) {
    const day = new Date(time).toISOString().slice(0, 10);
    if (day > today) return days;
    days.push(day);
  }
}
