import { basename } from 'node:path';

/** Extensions of price files. */
export const priceFileExtensions = ['.csv', '.txt', '.json'] as const;

/** Symbol in upper case without Stooq's market suffix (`aapl.us` is AAPL); undefined when the text can not be a symbol. */
export function symbolOfTicker(text: string): string | undefined {
  const symbol = text.trim().toUpperCase().replace(/\.US$/, '');
  return /^[A-Z0-9^][A-Z0-9.^=_-]{0,31}$/.test(symbol) ? symbol : undefined;
}

/** Whether a file has a name that Stooq gives: `aapl.us.txt` or `aapl_us_d.csv`. */
export function isStooqName(path: string): boolean {
  return /(_us_[dwm]\.csv|\.us\.txt)$/i.test(path);
}

/** Symbol that a file is named after: `AAPL.csv`, `aapl.us.txt` and `aapl_us_d.csv` are AAPL. */
export function symbolOfFile(path: string): string | undefined {
  const name = basename(path).replace(/\.(csv|txt|json)$/i, '');
  return symbolOfTicker(name.replace(/_us_[dwm]$/i, ''));
}
