import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StockDesign } from './design.ts';
import type { SimulatedMarket, StockSeries } from './simulate.ts';
import { stooqCsv, stooqLongCsv } from './stooq-csv.ts';
import { yahooChart } from './yahoo-chart.ts';
import { yahooCsv } from './yahoo-csv.ts';

/** Writes every stock in the form its provider delivers it, under `prices/<form>/`. Returns the folder of the prices. */
export async function writePrices(folder: string, { designs, series, sessions }: SimulatedMarket): Promise<string> {
  const prices = join(folder, 'prices');
  for (const [i, design] of designs.entries()) {
    const { name, text } = fileOf(design, sessions, series[i]!);
    await mkdir(join(prices, design.format), { recursive: true });
    await writeFile(join(prices, design.format, name), text);
  }
  return prices;
}

function fileOf(design: StockDesign, sessions: readonly string[], series: StockSeries): { name: string; text: string } {
  const { symbol, format } = design;
  if (format === 'yahoo-chart') return { name: `${symbol}.json`, text: yahooChart(design, sessions, series) };
  if (format === 'stooq') return { name: `${symbol.toLowerCase()}_us_d.csv`, text: stooqCsv(sessions, series) };
  if (format === 'stooq-long') {
    return { name: `${symbol.toLowerCase()}.us.txt`, text: stooqLongCsv(symbol, sessions, series) };
  }
  return { name: `${symbol}.csv`, text: yahooCsv(design, sessions, series) };
}
