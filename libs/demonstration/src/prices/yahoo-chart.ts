import type { StockDesign } from './design.ts';
import type { StockSeries } from './simulate.ts';

/** Seconds since 1970 of half past two in the afternoon UTC, when the invented exchange opens. */
function openingTime(date: string): number {
  return Date.parse(`${date}T14:30:00Z`) / 1000;
}

const sessionSeconds = 6.5 * 3600;

/** One stock as a response of Yahoo's chart API, with its dividends and split. */
export function yahooChart(design: StockDesign, sessions: readonly string[], series: StockSeries): string {
  const days = sessions.map((_, t) => t).filter((t) => !Number.isNaN(series.close[t]!));
  const column = (values: Float64Array): number[] => days.map((t) => Number(values[t]!.toFixed(6)));
  const last = openingTime(sessions[days.at(-1)!]!);
  const dividends = Object.fromEntries(
    days
      .filter((t) => series.dividend[t]! > 0)
      .map((t) => openingTime(sessions[t]!))
      .map((date, at) => [String(date), { amount: dividendAt(at), date }]),
  );
  function dividendAt(at: number): number {
    return series.dividend.filter((amount) => amount > 0)[at]!;
  }
  const splitDate = design.split === undefined ? undefined : openingTime(sessions[design.split.session]!);
  const splits =
    design.split === undefined
      ? {}
      : {
          [String(splitDate)]: {
            date: splitDate,
            numerator: design.split.ratio,
            denominator: 1,
            splitRatio: `${design.split.ratio}:1`,
          },
        };
  const result = {
    meta: {
      currency: 'USD',
      symbol: design.symbol,
      longName: design.name,
      exchangeName: 'SYN',
      instrumentType: 'EQUITY',
      regularMarketTime: last + sessionSeconds,
      exchangeTimezoneName: 'America/New_York',
      currentTradingPeriod: { regular: { start: last, end: last + sessionSeconds } },
      dataGranularity: '1d',
    },
    timestamp: days.map((t) => openingTime(sessions[t]!)),
    events: { dividends, splits },
    indicators: {
      quote: [
        {
          open: column(series.open),
          high: column(series.high),
          low: column(series.low),
          close: column(series.close),
          volume: days.map((t) => series.volume[t]!),
        },
      ],
      adjclose: [{ adjclose: column(series.adjClose) }],
    },
  };
  return `${JSON.stringify({ chart: { result: [result], error: null } })}\n`;
}
