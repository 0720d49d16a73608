import type { Config } from '@fm/platform';

/** Stand-ins for the providers, for trials on one machine, as the functions know them. */

export function priceOrigins({ pricesOrigin: origin }: Config): { origins?: { yahoo: string; stooq: string } } {
  return origin === undefined ? {} : { origins: { yahoo: origin, stooq: origin } };
}

export function secOrigins({ secOrigin: origin }: Config): { dataOrigin?: string; siteOrigin?: string } {
  return origin === undefined ? {} : { dataOrigin: origin, siteOrigin: origin };
}
