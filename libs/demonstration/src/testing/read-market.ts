import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A market as read from its files: one list per stock, aligned with the sessions, NaN where there is no row. */
export interface ReadMarket {
  readonly sessions: readonly string[];
  readonly symbols: readonly string[];
  readonly adjusted: readonly number[][];
  readonly volume: readonly number[][];
  readonly returns: readonly number[][];
}

type Row = readonly [date: string, adjusted: number, volume: number];

/** Reads the four file forms with a few lines each, knowing nothing of the generator. */
export function readMarket(folder: string): ReadMarket {
  const stocks = new Map<string, Row[]>();
  for (const form of readdirSync(folder)) {
    for (const name of readdirSync(join(folder, form))) {
      stocks.set(/^demo\d+/i.exec(name)![0].toUpperCase(), readRows(readFileSync(join(folder, form, name), 'utf8')));
    }
  }
  const symbols = [...stocks.keys()].sort();
  const sessions = [...new Set([...stocks.values()].flat().map(([date]) => date))].sort();
  const position = new Map(sessions.map((date, at) => [date, at]));
  const column = (symbol: string, field: 1 | 2): number[] => {
    const values = sessions.map(() => NaN);
    for (const row of stocks.get(symbol)!) values[position.get(row[0])!] = row[field];
    return values;
  };
  const adjusted = symbols.map((symbol) => column(symbol, 1));
  return {
    sessions,
    symbols,
    adjusted,
    volume: symbols.map((symbol) => column(symbol, 2)),
    returns: adjusted.map((prices) => prices.map((price, t) => (t === 0 ? NaN : price / prices[t - 1]! - 1))),
  };
}

interface Chart {
  readonly chart: {
    readonly result: readonly {
      readonly timestamp: readonly number[];
      readonly indicators: {
        readonly quote: readonly { readonly volume: readonly number[] }[];
        readonly adjclose: readonly { readonly adjclose: readonly number[] }[];
      };
    }[];
  };
}

function readRows(text: string): Row[] {
  if (text.startsWith('{')) {
    const { timestamp, indicators } = (JSON.parse(text) as Chart).chart.result[0]!;
    const isoDate = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
    return timestamp.map((time, at) => {
      return [isoDate(time), indicators.adjclose[0]!.adjclose[at]!, indicators.quote[0]!.volume[at]!] as const;
    });
  }
  const [header, ...lines] = text.trim().split(/\r?\n/);
  return lines.map((line) => {
    const fields = line.split(',');
    if (header!.startsWith('<TICKER>')) {
      const date = fields[2]!.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
      return [date, Number(fields[7]), Number(fields[8])] as const;
    }
    const volume = header!.split(',').indexOf('Volume');
    return [fields[0]!, Number(fields[volume - 1]), Number(fields[volume])] as const;
  });
}
