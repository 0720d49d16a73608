import { basename } from 'node:path';
import { symbolOf } from '@fm/platform';

/** Extensions of price files. */
export const priceFileExtensions = ['.csv', '.txt', '.json'] as const;

/** Whether a file has a name that Stooq gives: `aapl.us.txt` or `aapl_us_d.csv`. */
export function isStooqName(path: string): boolean {
  return /(_us_[dwm]\.csv|\.us\.txt)$/i.test(path);
}

/** Symbol that a file is named after: `AAPL.csv`, `aapl.us.txt` and `aapl_us_d.csv` are AAPL. */
export function symbolOfFile(path: string): string | undefined {
  const name = basename(path).replace(/\.(csv|txt|json)$/i, '');
  return symbolOf(name.replace(/_us_[dwm]$/i, ''));
}
