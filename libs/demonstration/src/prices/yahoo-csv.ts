import type { StockSeries } from './simulate.ts';

/** One stock as Yahoo's historical-prices download. */
export function yahooCsv(sessions: readonly string[], series: StockSeries): string {
  const lines = ['Date,Open,High,Low,Close,Adj Close,Volume'];
  for (const [t, date] of sessions.entries()) {
    if (Number.isNaN(series.close[t]!)) continue;
    const prices = [series.open, series.high, series.low, series.close, series.adjClose].map((column) =>
      column[t]!.toFixed(6),
    );
    lines.push([date, ...prices, series.volume[t]].join(','));
  }
  return `${lines.join('\n')}\n`;
}
