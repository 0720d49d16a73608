import { symbolKey, symbolKind } from '@fm/platform';
import { headerName } from '@fm/platform/csv';
import type { Warehouse } from '@fm/warehouse';
import { benchmarkNotDaily, unknownBenchmark } from '../errors.ts';
import { usualName } from '../known/factor-sets.ts';

/** A series that was ingested, as the levels of an index. */
export interface BenchmarkLevels {
  readonly name: string;
  /** Where it is from: adjusted prices of a symbol, or the library of published returns. */
  readonly source: 'prices' | { readonly library: string };
  /** Whether its returns are above the risk-free rate, as those of Mkt-RF. */
  readonly isExcess: boolean;
  /** ISO dates, ascending. */
  readonly dates: readonly string[];
  readonly levels: Float64Array;
}

interface Row {
  readonly day: string;
  readonly value: number;
}

/**
 * Reads what a book is compared with: the adjusted closes of a symbol such as `^DJI`, or daily published returns
 * (`fm ingest factor-returns`) by their name, or by `LIBRARY/NAME` where several libraries have it. Spellings of one symbol are one.
 *
 * @param until - last day that is read
 * @throws UNKNOWN_BENCHMARK, BENCHMARK_NOT_DAILY
 */
export async function readBenchmark(warehouse: Warehouse, text: string, until: string): Promise<BenchmarkLevels> {
  return (await ofPrices(warehouse, text, until)) ?? (await ofReturns(warehouse, text, until));
}

async function ofPrices(warehouse: Warehouse, text: string, until: string): Promise<BenchmarkLevels | undefined> {
  const [found] = await warehouse.query<{ symbol: string }>(
    `SELECT DISTINCT symbol FROM prices WHERE replaceRegexpAll(upper(symbol), '[./]', '-') = {key:String} ORDER BY symbol`,
    { key: symbolKey(text) },
  );
  if (found === undefined) return undefined;
  const rows = await warehouse.query<Row>(
    `SELECT toString(date) AS day, adj_close AS value FROM prices_latest
     WHERE symbol = {symbol:String} AND date <= toDate32({until:String}) AND adj_close > 0 ORDER BY date`,
    { symbol: found.symbol, until },
  );
  return { name: found.symbol, source: 'prices', isExcess: false, ...columnsOf(rows) };
}

async function ofReturns(warehouse: Warehouse, text: string, until: string): Promise<BenchmarkLevels> {
  const stored = await warehouse.query<{ library: string; name: string; frequency: string }>(
    'SELECT DISTINCT library, name, frequency FROM known_returns ORDER BY library, name',
  );
  const wanted = text.toLowerCase();
  const isIt = ({ library, name }: (typeof stored)[number]): boolean =>
    [name, `${library}/${name}`, usualName(name)].some((one) => one?.toLowerCase() === wanted);
  const named = stored.filter(isIt);
  const series = named.find(({ frequency }) => frequency === 'day');
  if (series === undefined) {
    if (named.length > 0) throw benchmarkNotDaily(text, [...new Set(named.map(({ frequency }) => frequency))]);
    const symbols = await warehouse.query<{ symbol: string }>('SELECT DISTINCT symbol FROM prices ORDER BY symbol');
    const indices = symbols.map(({ symbol }) => symbol).filter((symbol) => symbolKind(symbol) === 'index');
    throw unknownBenchmark(text, [...indices, ...new Set(stored.map((one) => one.name))]);
  }
  const { library, name } = series;
  const rows = await warehouse.query<Row>(
    `SELECT toString(date) AS day, value FROM known_returns FINAL
     WHERE library = {library:String} AND name = {name:String} AND frequency = 'day'
       AND date <= toDate32({until:String}) ORDER BY date`,
    { library, name, until },
  );
  const isExcess = usualName(name) === 'Mkt-RF' && headerName(name).endsWith('rf');
  return { name, source: { library }, isExcess, ...compounded(columnsOf(rows)) };
}

function columnsOf(rows: readonly Row[]): Pick<BenchmarkLevels, 'dates' | 'levels'> {
  return { dates: rows.map(({ day }) => day), levels: Float64Array.from(rows, ({ value }) => value) };
}

/** Levels of which these are the returns; the first one is that of a day before. */
function compounded({ dates, levels: returns }: Pick<BenchmarkLevels, 'dates' | 'levels'>) {
  let level = 1;
  const before = dates[0] === undefined ? [] : [new Date(Date.parse(dates[0]) - 86_400_000).toISOString().slice(0, 10)];
  const levels = [...before.map(() => 1), ...Array.from(returns, (value) => (level *= 1 + value))];
  return { dates: [...before, ...dates], levels: Float64Array.from(levels) };
}
