/** A column name as it is compared: `<TICKER>`, `Adj Close*`, `gics_sector` are `ticker`, `adjclose`, `gicssector`. */
export function headerName(field: string): string {
  return field.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Position of the first of several names in a header; -1 if the header has none of them.
 *
 * @param header - names as {@link headerName} makes them
 * @param names - in order of preference
 */
export function columnNamed(header: readonly string[], names: readonly string[]): number {
  for (const name of names) {
    const at = header.indexOf(name);
    if (at !== -1) return at;
  }
  return -1;
}
