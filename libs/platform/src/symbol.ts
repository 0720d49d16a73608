/**
 * The one spelling of a ticker: upper case, without Stooq's market suffix (`aapl.us` is `AAPL`), and a share class after a
 * dash (`BRK.B`, `BRK/B` are `BRK-B`), as EDGAR and Yahoo write it. Suffixes of an exchange keep their dot (`SAP.DE`).
 *
 * @returns undefined where the text cannot be a symbol
 */
export function symbolOf(text: string): string | undefined {
  const symbol = text
    .trim()
    .toUpperCase()
    .replace(/\.US$/, '')
    .replaceAll('/', '-')
    .replace(/\.([A-E])$/, '-$1');
  return /^[A-Z0-9^][A-Z0-9.^=_-]{0,31}$/.test(symbol) ? symbol : undefined;
}

/** What two spellings of one symbol have in common: dot, dash and slash count as one. */
export function symbolKey(symbol: string): string {
  return symbol.toUpperCase().replace(/[./]/g, '-');
}

/** What a symbol stands for. */
export type SymbolKind = 'stock' | 'index' | 'currency' | 'future';

/**
 * What a symbol stands for, by the forms that Yahoo gives: `^DJI` is an index, `EURUSD=X` and `BTC-USD` are currency pairs,
 * `CL=F` is a future, anything else is a stock.
 */
export function symbolKind(symbol: string): SymbolKind {
  if (symbol.startsWith('^')) return 'index';
  if (symbol.endsWith('=F')) return 'future';
  return /=X$|^[A-Z0-9]{2,10}-(USD|USDT|USDC|EUR|GBP|JPY|CAD|AUD|CHF|KRW|BTC|ETH)$/.test(symbol) ? 'currency' : 'stock';
}
