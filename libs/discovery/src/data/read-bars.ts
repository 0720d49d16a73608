import { queryColumns, type TextDictionary, type Warehouse } from '@fm/warehouse/rows';
import { sharedDoubles } from './search-market.ts';

const query = `
  SELECT symbol, date, open, high, low FROM prices_latest
  WHERE symbol IN {symbols:Array(String)}`;

/**
 * Opening, highest and lowest prices, sessions x stocks, adjusted for splits as the close is; rows of other days are left out.
 *
 * @param calendar - sessions, days since the epoch
 */
export async function readBars(
  warehouse: Warehouse,
  symbols: readonly string[],
  calendar: Int32Array,
): Promise<[string, Float64Array][]> {
  const names = ['open', 'high', 'low'];
  const panels = names.map(() => sharedDoubles(calendar.length * symbols.length).fill(NaN));
  const { rows, columns } = await queryColumns(warehouse, query, { symbols });
  const sessionOf = new Map([...calendar].map((day, t) => [day, t]));
  const columnOf = new Map(symbols.map((symbol, at) => [symbol, at]));
  if (rows > 0) {
    const { dictionary, indexes } = columns['symbol'] as TextDictionary;
    const days = columns['date'] as Int32Array;
    const values = names.map((name) => columns[name] as Float64Array);
    for (let row = 0; row < rows; row++) {
      const session = sessionOf.get(days[row] as number);
      const stock = columnOf.get(dictionary[indexes[row] as number] as string);
      if (session === undefined || stock === undefined) continue;
      const cell = session * symbols.length + stock;
      panels.forEach((panel, k) => (panel[cell] = values[k]?.[row] as number));
    }
  }
  return names.map((name, k) => [name, panels[k] as Float64Array]);
}
