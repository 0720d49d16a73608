import { filingInputs, listFactors, ratingInputs, type FilingInput, type InputName } from '@fm/factors';
import {
  articleSentimentTable,
  articlesTable,
  companiesTable,
  documentRatingsTable,
  fundamentalEventsTable,
  insertColumns,
  pricesTable,
  riskFreeTable,
  type ColumnData,
  type Warehouse,
} from '@fm/warehouse';
import { normalDeviates } from '../timing.ts';

/** Size of a generated market. */
export interface MarketSize {
  readonly stocks: number;
  /** Weekdays up to the end of 2023. */
  readonly days: number;
}

const dayMilliseconds = 86_400_000;
const lastDay = Date.UTC(2023, 11, 29) / dayMilliseconds;
/** Stocks whose facts are inserted at once. */
const group = 100;

/** Days since the epoch of the sessions of a market. */
export function sessionDaysOf(days: number): Int32Array {
  const found: number[] = [];
  for (let day = lastDay; found.length < days; day--) if ((day + 4) % 7 !== 0 && (day + 4) % 7 !== 6) found.push(day);
  return Int32Array.from(found.reverse());
}

/**
 * Writes a market with everything that the 26 factors of the catalogue read, by columns: prices of each weekday with a
 * gap in 500, what a filing says of every item each quarter, a document with every rating each year, an article every
 * tenth session, risk-free rates. Made of noise: it measures time, not premia.
 */
export async function writeMarket(warehouse: Warehouse, { stocks, days }: MarketSize): Promise<void> {
  const normal = normalDeviates(4);
  const sessions = sessionDaysOf(days);
  const symbols = Array.from({ length: stocks }, (_, i) => `S${String(i).padStart(4, '0')}`);
  await insertColumns(warehouse, riskFreeTable, {
    series: constant('FF-RF'),
    date: sessions,
    rate: new Float64Array(days).fill(1e-4),
    version: constant(1n),
  });
  await insertColumns(warehouse, companiesTable, {
    cik: symbols.map((symbol) => `00${symbol.slice(1)}`),
    symbol: symbols,
    source: constant('benchmark'),
    name: symbols,
    version: constant(1n),
  });
  for (let first = 0; first < stocks; first += group) {
    const some = symbols.slice(first, first + group);
    await writePrices(warehouse, some, sessions, normal);
    await writeFilings(warehouse, some, sessions, normal);
    await writeDocuments(warehouse, some, sessions, normal);
    await writeArticles(warehouse, some, sessions, normal);
  }
}

async function writePrices(warehouse: Warehouse, symbols: string[], sessions: Int32Array, normal: () => number) {
  const price = symbols.map(() => 20 + 80 * Math.abs(normal()));
  const rows = symbols
    .flatMap((_, i) => Array.from(sessions, (day) => ({ i, day })))
    .filter((_, at) => at % 500 !== 499);
  const close = Float64Array.from(rows, ({ i }) => (price[i]! *= Math.exp(0.02 * normal())));
  await insertColumns(warehouse, pricesTable, {
    symbol: { dictionary: symbols, indexes: Uint32Array.from(rows, ({ i }) => i) },
    date: Int32Array.from(rows, ({ day }) => day),
    open: close,
    high: close,
    low: close,
    close,
    adj_close: close,
    volume: Float64Array.from(rows, () => Math.round(1e6 * Math.exp(normal()))),
    source: constant('benchmark'),
    synthetic: constant(false),
    row_hash: BigUint64Array.from(rows, (_, at) => BigInt(at)),
    version: constant(1n),
  });
}

/** What the factors of the catalogue are made of. */
const readItems: ReadonlySet<InputName> = new Set([
  ...listFactors().flatMap(({ inputs }) => inputs),
  'sharesOutstanding',
]);
const items = filingInputs.filter((item) => readItems.has(item));

const levels: Readonly<Partial<Record<FilingInput, number>>> = {
  epsDilutedTtm: 5,
  epsDilutedTtmYearAgo: 4,
  sharesOutstanding: 1e8,
};

async function writeFilings(warehouse: Warehouse, symbols: string[], sessions: Int32Array, normal: () => number) {
  const moments = momentsOf(sessions, 63);
  const rows = symbols.flatMap((symbol, i) =>
    items.flatMap((item) => moments.map((moment, at) => ({ symbol, i, item, at, moment: moment + i * 1000 }))),
  );
  const value = Float64Array.from(rows, ({ item }) => (levels[item] ?? 1e9) * Math.exp(0.3 * normal()));
  value.forEach((_, at) => {
    if (at % 50 === 49) value[at] = NaN;
  });
  await insertColumns(warehouse, fundamentalEventsTable, {
    cik: rows.map(({ symbol }) => `00${symbol.slice(1)}`),
    item: { dictionary: items, indexes: Uint32Array.from(rows, ({ item }) => items.indexOf(item)) },
    filing: rows.map(({ symbol, at }) => `${symbol}-${at}`),
    known_at: Float64Array.from(rows, ({ moment }) => moment),
    value,
    unit: constant('USD'),
    reason: {
      dictionary: ['', 'never reported'],
      indexes: Uint8Array.from(value, (one) => (Number.isNaN(one) ? 1 : 0)),
    },
    version: constant(1n),
  });
}

async function writeDocuments(warehouse: Warehouse, symbols: string[], sessions: Int32Array, normal: () => number) {
  const moments = momentsOf(sessions, 252);
  const rows = symbols.flatMap((symbol) =>
    ratingInputs.flatMap((rating) => moments.map((moment, at) => ({ symbol, rating, moment, at }))),
  );
  const known = Float64Array.from(rows, ({ moment }) => moment);
  await insertColumns(warehouse, documentRatingsTable, {
    symbol: rows.map(({ symbol }) => symbol),
    rating: rows.map(({ rating }) => rating),
    document_hash: rows.map(({ symbol, at }) => `${symbol}-${at}`),
    model: constant('benchmark'),
    prompt_version: constant('1'),
    value: Float64Array.from(rows, () => 5 + normal()),
    known_at: known,
    scored_at: known,
    version: constant(1n),
  });
}

async function writeArticles(warehouse: Warehouse, symbols: string[], sessions: Int32Array, normal: () => number) {
  const moments = momentsOf(sessions, 10);
  const rows = symbols.flatMap((symbol, i) =>
    moments.map((moment, at) => ({ symbol, id: `${symbol}-${at}`, moment: moment + (i % 24) * 3_600_000 })),
  );
  const moment = Float64Array.from(rows, (row) => row.moment);
  const key = {
    symbol: rows.map(({ symbol }) => symbol),
    article_id: rows.map(({ id }) => id),
    content_hash: rows.map(({ id }) => id),
  };
  await insertColumns(warehouse, articlesTable, {
    ...key,
    published_at: moment,
    collected_at: moment,
    known_at: moment,
    version: constant(1n),
  });
  await insertColumns(warehouse, articleSentimentTable, {
    ...key,
    scorer: constant('benchmark'),
    score: Float64Array.from(rows, () => Math.tanh(normal())),
    scored_at: moment,
    version: constant(1n),
  });
}

/** Moments before the close of the first session and of every one `step` sessions later. */
function momentsOf(sessions: Int32Array, step: number): number[] {
  return Array.from(sessions)
    .filter((_, t) => t % step === 0)
    .map((day) => day * dayMilliseconds);
}

function constant(value: string | number | bigint | boolean): ColumnData {
  return { constant: value };
}
