/** One bar of a made chart. */
export interface MadeBar {
  readonly day: string;
  readonly close: number;
  readonly adjClose: number;
}

/** A chart response of one symbol, received after its last session. */
export function chartOf(
  symbol: string,
  bars: readonly MadeBar[],
  dividends: readonly { day: string; amount: number }[] = [],
): string {
  const opening = (day: string): number => Date.parse(`${day}T14:30:00Z`) / 1000;
  const last = opening(bars.at(-1)!.day);
  const result = {
    meta: {
      symbol,
      exchangeTimezoneName: 'America/New_York',
      dataGranularity: '1d',
      regularMarketTime: last + 23_400,
      currentTradingPeriod: { regular: { start: last, end: last + 23_400 } },
    },
    timestamp: bars.map(({ day }) => opening(day)),
    events: {
      dividends: Object.fromEntries(
        dividends.map(({ day, amount }) => [String(opening(day)), { amount, date: opening(day) }]),
      ),
    },
    indicators: {
      quote: [
        {
          open: bars.map(({ close }) => close),
          high: bars.map(({ close }) => close + 1),
          low: bars.map(({ close }) => close - 1),
          close: bars.map(({ close }) => close),
          volume: bars.map(() => 1000),
        },
      ],
      adjclose: [{ adjclose: bars.map(({ adjClose }) => adjClose) }],
    },
  };
  return JSON.stringify({ chart: { result: [result], error: null } });
}

/** Bars on consecutive weekdays from `start`, with closes around 50 and adjusted closes `factor` times them. */
export function barsFrom(start: string, count: number, factor = 1, exDay = '9999-12-31'): MadeBar[] {
  const bars: MadeBar[] = [];
  for (let time = Date.parse(start); bars.length < count; time += 86_400_000) {
    const date = new Date(time);
    if (date.getUTCDay() === 0 || date.getUTCDay() === 6) continue;
    const day = date.toISOString().slice(0, 10);
    const close = 50 + ((time / 86_400_000) % 5);
    bars.push({ day, close, adjClose: day < exDay ? close * factor : close });
  }
  return bars;
}
