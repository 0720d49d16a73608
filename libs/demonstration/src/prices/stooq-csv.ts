import type { StockSeries } from './simulate.ts';

/** One stock as Stooq's download from the page of a symbol; prices are the adjusted ones. */
export function stooqCsv(sessions: readonly string[], series: StockSeries): string {
  return table('Date,Open,High,Low,Close,Volume', sessions, series, (date) => date);
}

/** One stock as Stooq's bulk files have it. */
export function stooqLongCsv(symbol: string, sessions: readonly string[], series: StockSeries): string {
  const header = '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>';
  const lead = (date: string): string => `${symbol}.US,D,${date.replaceAll('-', '')},000000`;
  return table(header, sessions, series, lead, ',0');
}

function table(
  header: string,
  sessions: readonly string[],
  series: StockSeries,
  lead: (date: string) => string,
  tail = '',
): string {
  const lines = [header];
  for (const [t, date] of sessions.entries()) {
    if (Number.isNaN(series.close[t]!)) continue;
    const factor = series.adjClose[t]! / series.close[t]!;
    const prices = [series.open, series.high, series.low, series.close].map((column) =>
      (column[t]! * factor).toFixed(6),
    );
    lines.push(`${[lead(date), ...prices, series.volume[t]].join(',')}${tail}`);
  }
  return `${lines.join('\r\n')}\r\n`;
}
