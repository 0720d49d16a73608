import type { ParsedPrices } from '../model/parsed.ts';

export type ProviderName = 'yahoo' | 'stooq';

/** Days to ask for, ISO, both included; without a first day the whole history. */
export interface PriceRange {
  readonly from: string | undefined;
  readonly to: string;
}

/** Where daily prices come from: an address, and a pure parser for what it answers. */
export interface PriceProvider {
  readonly name: ProviderName;
  /** @default origin of the provider's public address */
  readonly origin: string;
  /** Requests per second that the provider bears. */
  readonly requestsPerSecond: number;
  /** Media types that are data. */
  readonly accept: readonly string[];
  /** Path with query that answers with the bars of a symbol. */
  path(symbol: string, range: PriceRange): string;
  /** Reads an answer received at a moment; its result does not depend on when it is read. */
  parse(body: Uint8Array, symbol: string, receivedAt: Date): ParsedPrices;
}
