import { missingPanel, type Panel, simpleReturns } from '@fm/factor-math';
import type { Reader } from './reader.ts';
import type { BetaInputs } from './rolling-beta.ts';

/** A factor's values and the returns of the same stocks, on the sessions of the run. */
export interface FactorPanels {
  /** ISO dates, ascending. */
  readonly sessions: readonly string[];
  readonly symbols: readonly string[];
  /** f[i,t], sessions x stocks. */
  readonly signal: Panel;
  /** r[i,t], sessions x stocks. */
  readonly returns: Panel;
}

interface Series {
  readonly symbol: string;
  readonly days: number[];
  readonly values: number[];
}

const millisecondsPerDay = 86_400_000;

/**
 * Reads the values that a run stored for a factor, and the prices of the same stocks up to its last value; undefined
 * where the run stored none, as for a factor whose inputs were not there.
 */
export async function readFactorPanels(reader: Reader, run: string, factor: string): Promise<FactorPanels | undefined> {
  const values = await reader.rows<Series>(
    `SELECT symbol, groupArray(toInt32(date)) AS days, groupArray(value) AS values
     FROM (SELECT symbol, date, value FROM factor_values
           WHERE run_id = {run:String} AND factor = {factor:String} ORDER BY symbol, date)
     GROUP BY symbol ORDER BY symbol`,
    { run, factor },
  );
  if (values.length === 0) return undefined;
  const symbols = values.map((series) => series.symbol);
  const last = Math.max(...values.map((series) => series.days.at(-1) as number));
  const prices = await readPrices(reader, symbols, last);
  const calendar = [...new Set([...prices, ...values].flatMap((series) => series.days))].sort((a, b) => a - b);
  return {
    sessions: calendar.map(dateOf),
    symbols,
    signal: panelOf(values, calendar, symbols),
    returns: simpleReturns(panelOf(prices, calendar, symbols)),
  };
}

/** Returns of the stocks that a factor of a run was tested on, beside the factor's own returns. */
export async function readBetaInputs(reader: Reader, run: string, factor: string): Promise<BetaInputs> {
  const [tested, [own]] = await Promise.all([
    reader.rows<{ symbol: string }>(
      `SELECT DISTINCT symbol FROM stock_results FINAL
       WHERE run_id = {run:String} AND factor = {factor:String} AND beta IS NOT NULL ORDER BY symbol`,
      { run, factor },
    ),
    reader.rows<Omit<Series, 'symbol'>>(
      `SELECT groupArray(toInt32(date)) AS days, groupArray(factor_return) AS values
       FROM (SELECT date, factor_return FROM factor_returns FINAL
             WHERE run_id = {run:String} AND factor = {factor:String} ORDER BY date)`,
      { run, factor },
    ),
  ]);
  const symbols = tested.map(({ symbol }) => symbol);
  const days = own?.days ?? [];
  const prices = symbols.length === 0 ? [] : await readPrices(reader, symbols, days.at(-1) ?? 0);
  const calendar = [...new Set([...prices.flatMap((series) => series.days), ...days])].sort((a, b) => a - b);
  const row = new Map(calendar.map((day, at) => [day, at]));
  const line = new Float64Array(calendar.length).fill(NaN);
  days.forEach((day, at) => (line[row.get(day) as number] = own?.values[at] as number));
  return {
    sessions: calendar.map(dateOf),
    returns: simpleReturns(panelOf(prices, calendar, symbols)),
    factor: line,
  };
}

function readPrices(reader: Reader, symbols: readonly string[], last: number): Promise<Series[]> {
  return reader.rows<Series>(
    `SELECT symbol, groupArray(toInt32(date)) AS days, groupArray(adj_close) AS values
     FROM (SELECT symbol, date, adj_close FROM prices_latest
           WHERE symbol IN {symbols:Array(String)} AND adj_close IS NOT NULL AND toInt32(date) <= {last:Int32}
           ORDER BY symbol, date)
     GROUP BY symbol ORDER BY symbol`,
    { symbols, last },
  );
}

function dateOf(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}

function panelOf(all: readonly Series[], calendar: readonly number[], symbols: readonly string[]): Panel {
  const panel = missingPanel(calendar.length, symbols.length);
  const row = new Map(calendar.map((day, at) => [day, at]));
  for (const { symbol, days, values } of all) {
    const column = symbols.indexOf(symbol);
    days.forEach((day, at) => {
      panel.values[(row.get(day) as number) * panel.stocks + column] = values[at] as number;
    });
  }
  return panel;
}
