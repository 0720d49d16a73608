/** Stand-ins for the providers, for trials on one machine, as the functions know them. */

export function priceOrigins(): { origins?: { yahoo: string; stooq: string } } {
  const origin = process.env['PRICES_ORIGIN'];
  return origin === undefined ? {} : { origins: { yahoo: origin, stooq: origin } };
}

export function secOrigins(): { dataOrigin?: string; siteOrigin?: string } {
  const origin = process.env['SEC_ORIGIN'];
  return origin === undefined ? {} : { dataOrigin: origin, siteOrigin: origin };
}
