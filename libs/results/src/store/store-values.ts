import { columnsOf, missingPanel, type Panel } from '@fm/factor-math';
import {
  factorValueSeriesTable,
  insertColumns,
  queryColumns,
  type ListColumn,
  type RowSink,
  type TextDictionary,
  type Warehouse,
} from '@fm/warehouse/rows';
import { dayOfIso } from '@fm/platform/time';
import type { RunPlace } from '../run-place.ts';

/** Sessions (`YYYY-MM-DD`, ascending) and stocks of a panel. */
export interface PanelAxes {
  readonly sessions: readonly string[];
  readonly symbols: readonly string[];
}

/**
 * Stores the values f[i,t] of a factor, a row for each stock and calendar year; a missing value has no entry. A part of a
 * run may hold any stocks, but whole calendar years of the run's sessions: then the rows are the same however it was cut.
 *
 * @param panel - of the shape of the axes
 * @returns values written
 */
export async function storeFactorValues(
  sink: RowSink,
  { runId, version }: RunPlace,
  { sessions, symbols }: PanelAxes,
  factor: string,
  panel: Panel,
): Promise<number> {
  const days = Int32Array.from(sessions, dayOfIso);
  const count = countFinite(panel.values);
  const items = { days: new Int32Array(count), values: new Float64Array(count) };
  const rows: { stock: number; year: number; end: number }[] = [];
  const years = yearsOf(sessions);
  let at = 0;
  columnsOf(panel).forEach((column, stock) => {
    for (const { year, from, to } of years) {
      const begin = at;
      for (let t = from; t < to; t++) {
        const value = column[t] as number;
        if (!Number.isFinite(value)) continue;
        items.days[at] = days[t] as number;
        items.values[at++] = value;
      }
      if (at > begin) rows.push({ stock, year, end: at });
    }
  });
  if (count === 0) return 0;
  const ends = Uint32Array.from(rows, ({ end }) => end);
  await insertColumns(sink, factorValueSeriesTable, {
    run_id: { constant: runId },
    factor: { constant: factor },
    symbol: { dictionary: symbols, indexes: Uint32Array.from(rows, ({ stock }) => stock) },
    year: Uint32Array.from(rows, ({ year }) => year),
    days: { ends, items: items.days },
    values: { ends, items: items.values },
    version: { constant: version },
  });
  return count;
}

/** The stored values of a factor on some sessions and stocks, NaN where there is none. */
export async function readFactorValues(
  warehouse: Warehouse,
  runId: string,
  factor: string,
  { sessions, symbols }: PanelAxes,
): Promise<Panel> {
  const panel = missingPanel(sessions.length, symbols.length);
  const [first, last] = [sessions[0], sessions[sessions.length - 1]];
  if (first === undefined || last === undefined) return panel;
  const { columns } = await queryColumns(
    warehouse,
    `SELECT symbol, days, values FROM factor_value_series FINAL
     WHERE run_id = {run:String} AND factor = {factor:String} AND symbol IN {symbols:Array(String)}
       AND year BETWEEN {first:UInt32} AND {last:UInt32}`,
    { run: runId, factor, symbols, first: yearOf(first), last: yearOf(last) },
  );
  const symbol = columns['symbol'] as TextDictionary | undefined;
  if (symbol === undefined) return panel;
  const days = columns['days'] as ListColumn;
  const values = (columns['values'] as ListColumn).items;
  const columnOf = new Map(symbols.map((name, at) => [name, at]));
  const sessionOf = new Map(sessions.map((session, t) => [dayOfIso(session), t]));
  let at = 0;
  symbol.indexes.forEach((word, row) => {
    const stock = columnOf.get(symbol.dictionary[word] as string) as number;
    for (const end = days.ends[row] as number; at < end; at++) {
      const t = sessionOf.get(days.items[at] as number);
      if (t !== undefined) panel.values[t * panel.stocks + stock] = values[at] as number;
    }
  });
  return panel;
}

/**
 * Index of the session with the first stored value of each stock: the first session where there is one before it already,
 * -1 where there is none or only later.
 */
export async function firstValues(
  warehouse: Warehouse,
  runId: string,
  factor: string,
  { sessions, symbols }: PanelAxes,
): Promise<Int32Array> {
  const rows = await warehouse.query<{ symbol: string; day: string }>(
    `SELECT symbol, toString(min(days[1])) AS day FROM factor_value_series FINAL
     WHERE run_id = {run:String} AND factor = {factor:String} AND symbol IN {symbols:Array(String)} GROUP BY symbol`,
    { run: runId, factor, symbols },
  );
  const dayOf = new Map(rows.map(({ symbol, day }) => [symbol, day]));
  const sessionOf = new Map(sessions.map((session, t) => [session, t]));
  const begin = sessions[0] ?? '';
  return Int32Array.from(symbols, (symbol) => {
    const day = dayOf.get(symbol);
    if (day === undefined) return -1;
    return day < begin ? 0 : (sessionOf.get(day) ?? -1);
  });
}

function yearOf(session: string): number {
  return Number(session.slice(0, 4));
}

/** Calendar years with the sessions in them, the last not included. */
function yearsOf(sessions: readonly string[]): { year: number; from: number; to: number }[] {
  const years: { year: number; from: number; to: number }[] = [];
  sessions.forEach((session, t) => {
    const last = years[years.length - 1];
    if (last?.year === yearOf(session)) last.to = t + 1;
    else years.push({ year: yearOf(session), from: t, to: t + 1 });
  });
  return years;
}

function countFinite(values: Float64Array): number {
  let count = 0;
  for (let at = 0; at < values.length; at++) if (Number.isFinite(values[at])) count++;
  return count;
}
