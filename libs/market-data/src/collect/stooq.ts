import { sessionState } from '@fm/platform/time';
import { parsePriceCsv } from '../parse/parse-csv.ts';
import type { PriceProvider } from './provider.ts';

/** Stooq's download of US stocks: prices adjusted for splits and dividends, no events; `close` of its rows is missing. */
export const stooq: PriceProvider = {
  name: 'stooq',
  origin: 'https://stooq.com',
  requestsPerSecond: 1,
  accept: ['text/csv', 'text/plain', 'application/csv', 'application/octet-stream'],
  path(symbol, { from, to }) {
    const compact = (day: string): string => day.replaceAll('-', '');
    const query = new URLSearchParams({ s: `${symbol.toLowerCase()}.us`, i: 'd' });
    if (from !== undefined) query.set('d1', compact(from));
    query.set('d2', compact(to));
    return `/q/d/l/?${query.toString()}`;
  },
  parse: (body, symbol, receivedAt) =>
    parsePriceCsv([body], { symbol, ...sessionState(receivedAt, 'America/New_York'), fromStooq: true }),
};
