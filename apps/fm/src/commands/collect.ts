import { collectPrices } from '@fm/market-data';
import { loadConfig, requiredSetting, systemClock } from '@fm/platform';
import { collectFilings, createSecClient } from '@fm/sec-filing';
import { collectArticles, companyOf, lexiconScorer, tavilyClient } from '@fm/web-search';
import { Command } from 'commander';
import { showCollected } from '../collected-view.ts';
import { openRawStore } from '../object-store.ts';
import { formatOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { progressBar } from '../progress.ts';
import { withWarehouse } from '../with-warehouse.ts';

interface CollectOptions {
  readonly symbols?: string;
  readonly since?: string;
  readonly format: OutputFormat;
}

const help = `
Examples:
  $ fm collect market-data --symbols AAPL,MSFT
  $ SEC_USER_AGENT="Jane Doe jane@example.com" fm collect sec-filing
  $ TAVILY_API_KEY=... fm collect web-search --since 2024-03-01

Symbols are those of FM_UNIVERSE, by default the thirty stocks of the Dow Jones Industrial Average. Every response is
kept as it came before it is read; what is there already is not fetched again. Financial reports are documents you have:
\`fm ingest financial-report\`.`;

/** `fm collect`: fetches from the providers. */
export function collectCommand(): Command {
  const command = new Command('collect')
    .description('fetch from the providers what is not there yet')
    .addHelpText('after', help);
  for (const [name, description, action] of collectors) {
    command.addCommand(
      new Command(name)
        .description(description)
        .option('--symbols <symbols>', 'symbols joined by commas (default: FM_UNIVERSE)')
        .option('--since <day>', 'first day to ask for, YYYY-MM-DD')
        .addOption(formatOption())
        .addHelpText('after', help)
        .action(action),
    );
  }
  return command;
}

const collectors: readonly (readonly [string, string, (options: CollectOptions) => Promise<void>])[] = [
  ['market-data', 'daily prices, splits and dividends: Yahoo, then Stooq', collectMarketData],
  ['sec-filing', 'filings of the SEC', collectSecFilings],
  ['web-search', 'news by Tavily, scored', collectNews],
];

function symbolsOf(options: CollectOptions): readonly string[] {
  return options.symbols?.split(',').map((symbol) => symbol.trim().toUpperCase()) ?? loadConfig().universe;
}

async function collectMarketData(options: CollectOptions): Promise<void> {
  await withWarehouse(async (warehouse) => {
    const bar = progressBar('symbols');
    const { symbols, ...counts } = await collectPrices({
      warehouse,
      objectStore: await openRawStore(),
      symbols: symbolsOf(options),
      since: options.since,
      onProgress: ({ symbol }, done, total) => bar.update(done, total, symbol),
    }).finally(() => bar.stop());
    note("Yahoo's and Stooq's data are for personal use.");
    const failed = symbols
      .filter(({ status }) => status === 'failed')
      .map(({ symbol, failures }) => ({ subject: symbol, reason: failures.map(({ message }) => message).join('; ') }));
    showCollected({ source: 'market-data', ...counts, failed }, options.format);
  });
}

async function collectSecFilings(options: CollectOptions): Promise<void> {
  const config = loadConfig();
  const userAgent = requiredSetting(config, 'secUserAgent');
  await withWarehouse(async (warehouse) => {
    const objectStore = await openRawStore();
    const bar = progressBar('companies');
    const { failed, ...counts } = await collectFilings({
      warehouse,
      objectStore,
      http: createSecClient({ userAgent, objectStore }),
      symbols: symbolsOf(options),
      ciks: config.ciks,
      onProgress: ({ done, total, subject }) => bar.update(done, total, subject),
    }).finally(() => bar.stop());
    const reasons = failed.map(({ subject, code, message }) => ({ subject, reason: `${code}: ${message}` }));
    showCollected({ source: 'sec-filing', ...counts, failed: reasons }, options.format);
  });
}

async function collectNews(options: CollectOptions): Promise<void> {
  const http = tavilyClient(requiredSetting(loadConfig(), 'tavilyApiKey'));
  await withWarehouse(async (warehouse) => {
    const store = await openRawStore();
    const companies = symbolsOf(options).map(companyOf);
    const days = daysSince(options.since, systemClock.now());
    const bar = progressBar('searches');
    let done = 0;
    const outcomes = await collectArticles(
      { http, store, clock: systemClock, load: { warehouse, scorer: lexiconScorer, clock: systemClock } },
      {
        companies,
        days,
        onSearch: ({ symbol, day }) => bar.update(++done, companies.length * days.length, `${symbol} ${day}`),
      },
    ).finally(() => bar.stop());
    const sum = (pick: (loaded: { added: number; unchanged: number; quarantined: number }) => number): number =>
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
