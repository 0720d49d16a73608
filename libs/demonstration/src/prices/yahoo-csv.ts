import type { StockDesign } from './design.ts';
import type { StockSeries } from './simulate.ts';

/**
 * One stock as Yahoo's historical-prices download; where it has dividends or a split with the columns `Dividends` and
 * `Stock Splits`, as the common download tools write them.
 */
export function yahooCsv(design: StockDesign, sessions: readonly string[], series: StockSeries): string {
  const hasEvents = design.quarterlyYield > 0 || design.split !== undefined;
  const lines = [`Date,Open,High,Low,Close,Adj Close,Volume${hasEvents ? ',Dividends,Stock Splits' : ''}`];
  for (const [t, date] of sessions.entries()) {
    if (Number.isNaN(series.close[t]!)) continue;
    const prices = [series.open, series.high, series.low, series.close, series.adjClose].map((column) =>
      column[t]!.toFixed(6),
    );
    const split = design.split?.session === t ? design.split.ratio : 0;
    const events = hasEvents ? [series.dividend[t]!.toFixed(2), split] : [];
    lines.push([date, ...prices, series.volume[t], ...events].join(','));
  }
  return `${lines.join('\n')}\n`;
}
