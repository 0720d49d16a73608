import { type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The file on disk that holds what a path names: itself, or the archive of `prices.zip/AAPL.csv`.
 *
 * @returns undefined where there is neither
 */
export function fileThatHolds(path: string): string | undefined {
  for (let at = path; ; at = dirname(at)) {
    const stats = statsOf(at);
    if (stats !== undefined) return stats.isFile() ? at : undefined;
    if (dirname(at) === at) return undefined;
  }
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
