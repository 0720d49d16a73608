import { basename } from 'node:path';
import { symbolOf } from '@fm/platform';

/** Extensions of price files. */
export const priceFileExtensions = ['.csv', '.tsv', '.txt', '.json', '.parquet', '.arrow', '.feather'] as const;

/** Names that vendors and programs give to any download: no symbol can be read from them. */
const vendorNames =
  /^(historical[ _-]?(quotes|data|prices)|table|download|quotes|prices?|history|export|untitled|output|ohlcv?|all[ _-]?stocks.*|stocks?|stock[ _-]?(prices|data)|market[ _-]?data|daily|file|chart)([ _-]?\d+|[ _-]?\(\d+\))*$/i;
/** What is written after a symbol: a second download, or what the file holds. */
const afterSymbol =
  /([_-](historical([_-]data)?|data|daily|history|prices?|quotes|stock)| historical data|[ _]?\(\d+\))$/i;

/** What Alpha Vantage writes before a symbol: `daily_IBM.csv`, `weekly_adjusted_IBM.csv`. */
const beforeSymbol = /^(daily|weekly|monthly)(_adjusted)?_(?=[^_]+$)/i;

/** Most characters of a symbol that a file name says; longer ones are words. */
const longest = 15;

/** Whether a file has a name that Stooq gives: `aapl.us.txt` or `aapl_us_d.csv`. */
export function isStooqName(path: string): boolean {
  return /(_us_[dwm]\.csv|\.us\.txt)$/i.test(path);
}

/**
 * Symbol that a file is named after: `AAPL.csv`, `aapl.us.txt`, `aapl_us_d.csv`, `AAPL_data.csv`,
 * `daily_AAPL.csv` and `AAPL (1).csv` are AAPL.
 *
 * @returns undefined for a name that vendors give to any download, and for what is not a symbol
 */
export function symbolOfFile(path: string): string | undefined {
  const name = basename(path)
    .replace(/\.gz$/i, '')
    .replace(/\.(csv|tsv|txt|json|parquet|zip)$/i, '')
    .replace(/_us_[dwm]$/i, '');
  let word = name.replace(beforeSymbol, '');
  if (vendorNames.test(name) || vendorNames.test(word) || word === 'data') return undefined;
  while (afterSymbol.test(word)) word = word.replace(afterSymbol, '');
  const symbol = symbolOf(word.replace(/_([A-E])$/i, '-$1'));
  return symbol === undefined || symbol.includes('_') || symbol.length > longest ? undefined : symbol;
}
