import type { Warehouse } from '@fm/warehouse/rows';

/** A stock with rows on days that are not sessions. */
export interface Stray {
  readonly symbol: string;
  readonly days: number;
  readonly first: string;
  /** The price file that is named after the stock; empty if there is none. */
  readonly file: string;
}

/**
 * The stocks with rows on some days, those with the most first.
 *
 * @param symbols - of these stocks. @default all
 */
export async function straysOn(
  ask: Warehouse['query'],
  days: readonly string[],
  symbols?: readonly string[],
): Promise<readonly Stray[]> {
  if (days.length === 0) return [];
  const strays = await ask<Omit<Stray, 'file'>>(
    `SELECT symbol, toUInt32(uniqExact(date)) AS days, toString(min(date)) AS first FROM prices
     WHERE toString(date) IN {days:Array(String)} ${symbols === undefined ? '' : 'AND symbol IN {symbols:Array(String)}'}
     GROUP BY symbol ORDER BY days DESC, symbol`,
    { days, ...(symbols === undefined ? {} : { symbols }) },
  );
  const files = await ask<{ uri: string }>(
    `SELECT uri FROM ingest_log WHERE source IN ('yahoo', 'stooq') GROUP BY uri ORDER BY max(version) DESC, uri`,
  );
  return strays.map((stray) => ({ ...stray, file: fileOf(files, stray.symbol) }));
}

function fileOf(files: readonly { readonly uri: string }[], symbol: string): string {
  return files.find(({ uri }) => uri.toUpperCase().includes(`/${symbol}.`))?.uri ?? '';
}
