import type { PriceProvider, ProviderName } from './provider.ts';
import { stooq } from './stooq.ts';
import { yahoo } from './yahoo.ts';

/** Every provider, by name; the order is the order in which they are asked. */
export const priceProviders: Readonly<Record<ProviderName, PriceProvider>> = { yahoo, stooq };
