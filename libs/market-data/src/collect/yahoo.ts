import { parseYahooChart } from '../parse/parse-chart.ts';
import type { PriceProvider } from './provider.ts';

const secondsPerDay = 86_400;

/**
 * Yahoo's chart API, version 8. Its data are for personal use. One request a second: over-running the rate returned wrong
 * data rather than an error. `period2` is exclusive.
 */
export const yahoo: PriceProvider = {
  name: 'yahoo',
  origin: 'https://query2.finance.yahoo.com',
  requestsPerSecond: 1,
  accept: ['application/json'],
  path(symbol, { from, to }) {
    const first = from === undefined ? 0 : Date.parse(from) / 1000;
    // Two days: one because the end is exclusive, one because exchanges east of London are ahead.
    const end = Date.parse(to) / 1000 + 2 * secondsPerDay;
    const query = new URLSearchParams({
      period1: String(first),
      period2: String(end),
      interval: '1d',
      events: 'div|split',
      includePrePost: 'false',
    });
    return `/v8/finance/chart/${encodeURIComponent(symbol)}?${query.toString()}`;
  },
  parse: (body, symbol, receivedAt) =>
    parseYahooChart(body, { symbol, now: receivedAt, takenAt: receivedAt, onlySymbol: true }),
};
