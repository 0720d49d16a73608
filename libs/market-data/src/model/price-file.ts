import type { ParsedPrices } from './parsed.ts';

/** One payload on its way into the warehouse. */
export interface PriceFile {
  /** Path or object address, as the user knows it. */
  readonly uri: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly contentHash: string;
  /** Generated data: its rows carry the mark. */
  readonly synthetic: boolean;
  readonly parsed: ParsedPrices;
}
