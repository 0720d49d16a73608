import type { Panel } from '@fm/factor-math';
import { isFilingReading, readingOf, type FilingReading } from '@fm/factors';
import { queryColumns, textsOf } from '@fm/warehouse/rows';
import { filingNotes } from '../facts/filing-notes.ts';
import { asOfFacts, asOfPanel, lastFactBefore } from './as-of-facts.ts';
import { factsOf, type AsOfPart } from './as-of-source.ts';
import type { DatedFact, FactQuery, InputSource } from './input-source.ts';
import type { ItemEvent } from './period-history.ts';
import { itemsOfReading, readingSeries } from './reading-series.ts';

/** What a filing left known of an item of a stock. */
export interface RawReading extends DatedFact, ItemEvent {}

/** What formulas read of filings: periods by their place among those of the company, and how old the latest is. */
export const readingSource: InputSource<FilingReading, RawReading, AsOfPart<FilingReading>> = {
  names: [],
  owns: isFilingReading,
  version: `SELECT count() AS rows,
      hex(sum(cityHash64(symbol, item, known_at, ifNull(value, nan), reason, toString(period_end), derivation))) AS hash
    FROM fundamentals
    WHERE symbol IN {symbols:Array(String)} AND toUnixTimestamp64Milli(known_at) < {close:Int64}`,
  read,
  partOf: (facts, symbols, names) => {
    const column = new Map(symbols.map((symbol, at) => [symbol, at]));
    const ordered = [...facts].sort((a, b) => a.knownAt - b.knownAt);
    const made = names.map((name) => {
      const reading = readingOf(name);
      const items = itemsOfReading(reading);
      const own = symbols.map((): RawReading[] => []);
      for (const fact of ordered) if (items.includes(fact.item)) own[column.get(fact.symbol) ?? -1]?.push(fact);
      const values = own.flatMap((events, stock) =>
        readingSeries(reading, events).map((known) => ({
          stock,
          ...known,
          reason: known.reason === '' ? '' : `${name}: ${known.reason}`,
        })),
      );
      return [name, asOfFacts(symbols.length, values)];
    });
    return Object.fromEntries(made) as AsOfPart<FilingReading>;
  },
  panel: (name, part, { closes }) => {
    const panel = asOfPanel(closes, factsOf(part, name));
    return readingOf(name).measure === 'age' ? sessionsSince(panel, closes) : panel;
  },
  whyMissing: (name, part, { symbols, closes }, cell) => {
    const facts = factsOf(part, name);
    const close = closes[Math.floor(cell / symbols.length)] as number;
    const place = lastFactBefore(facts, cell % symbols.length, close);
    return place === undefined ? `${name}: no filing known` : (facts.reasons[facts.reason[place] as number] as string);
  },
  change: (fact, random) => ({ ...fact, value: fact.value * (0.2 + 3 * random()) }),
  notes: ({ warehouse }) => filingNotes(warehouse),
};

async function read({ warehouse, symbols, names, until: close }: FactQuery<FilingReading>): Promise<RawReading[]> {
  const items = [...new Set(names.flatMap((name) => itemsOfReading(readingOf(name))))].sort();
  const { rows, columns } = await queryColumns(
    warehouse,
    `SELECT symbol, item, known_at, toFloat64(toInt32(period_end)) AS period, value, reason,
       toUInt8(endsWith(item, 'Ttm') AND derivation NOT LIKE 'year + %' AND derivation NOT LIKE 'sum of four%') AS year
     FROM fundamentals
     WHERE symbol IN {symbols:Array(String)} AND item IN {items:Array(String)}
       AND toUnixTimestamp64Milli(known_at) < {close:Int64}
     ORDER BY symbol, known_at, item, filing`,
    { symbols, items, close },
  );
  if (rows === 0) return [];
  const [symbol, item, reason] = [textsOf(columns['symbol']), textsOf(columns['item']), textsOf(columns['reason'])];
  const [knownAt, periodEnd, value] = ['known_at', 'period', 'value'].map((name) => columns[name] as Float64Array);
  const isYear = columns['year'] as Uint8Array;
  return Array.from({ length: rows }, (_, row) => ({
    ...{ symbol: symbol(row), item: item(row), reason: reason(row), isYear: isYear[row] === 1 },
    ...{ knownAt: knownAt![row]!, periodEnd: periodEnd![row]!, value: value![row]! },
  }));
}

/** Sessions since the first one whose close is after the moment that each cell holds. */
function sessionsSince({ days, stocks, values }: Panel, closes: Float64Array): Panel {
  const since = new Float64Array(values.length);
  const first = new Map<number, number>();
  for (let cell = 0; cell < values.length; cell++) {
    const moment = values[cell] as number;
    let session = first.get(moment);
    if (session === undefined) {
      session = closes.findIndex((close) => close > moment);
      first.set(moment, session);
    }
    since[cell] = Number.isNaN(moment) ? NaN : Math.floor(cell / stocks) - session;
  }
  return { days, stocks, values: since };
}
