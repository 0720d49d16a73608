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
