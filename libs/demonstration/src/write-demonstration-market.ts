import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFilings } from './filings/write-filings.ts';
import { writeGroups } from './groups/write-groups.ts';
import { writeNews } from './news/write-news.ts';
import { resolveOptions, type DemonstrationOptions } from './options.ts';
import { simulateMarket } from './prices/simulate.ts';
import { truthOf, type DemonstrationTruth } from './prices/truth.ts';
import { writeReports } from './reports/write-reports.ts';
import { writePrices } from './prices/write-prices.ts';
import { writeShortInterest } from './short-interest/write-short-interest.ts';

/** The folder of an invented market. */
export interface DemonstrationMarket {
  /** Folder that price ingest takes. */
  readonly prices: string;
  /** Folder that filing ingest takes: EDGAR's documents. */
  readonly filings: string;
  /** Folder that article ingest takes: search responses. */
  readonly news: string;
  /** Folder that report ingest takes: texts with recorded answers. */
  readonly reports: string;
  /** Folder that group ingest takes: `ticker,group,since`. */
  readonly groups: string;
  /** Folder that short interest ingest takes: `symbol,settlementDate,publishedAt,sharesShort`. */
  readonly shortInterest: string;
  readonly truth: DemonstrationTruth;
}

/**
 * Writes an invented market in the providers' own file formats, marked by `SYNTHETIC.json`, and says what is true of it.
 * The same options give the same bytes on every machine.
 *
 * @throws DEMONSTRATION_OPTION
 */
export async function writeDemonstrationMarket(
  folder: string,
  options: DemonstrationOptions = {},
): Promise<DemonstrationMarket> {
  const resolved = resolveOptions(options);
  const market = simulateMarket(resolved.seed, resolved.stocks, resolved.start, resolved.end);
  await mkdir(folder, { recursive: true });
  // The marker comes first, so that no file is ever seen without it.
  await writeFile(join(folder, 'SYNTHETIC.json'), manifest(resolved, market.designs));
  const { seed, start, end } = resolved;
  const [firstYear, lastYear] = [Number(start.slice(0, 4)) - 1, Number(end.slice(0, 4))];
  return {
    prices: await writePrices(folder, market),
    filings: await writeFilings(folder, seed, market),
    news: await writeNews(folder, seed, market.designs, start, end),
    reports: await writeReports(folder, seed, market.designs, firstYear, lastYear),
    groups: await writeGroups(folder, market),
    shortInterest: await writeShortInterest(folder, seed, market),
    truth: truthOf(market),
  };
}

function manifest(options: DemonstrationOptions, designs: readonly { symbol: string; name: string }[]): string {
  const companies = designs.map(({ symbol, name }) => ({ symbol, name }));
  const note = 'Everything in this folder is invented by a generator; no company in it exists.';
  return `${JSON.stringify({ synthetic: true, note, options, companies }, null, 2)}\n`;
}
