import { companiesTable, fundamentalEventsTable, type Warehouse } from '@fm/warehouse';

/** Gives stocks market values: every next one has a hundred shares more, known since 2000. */
export async function giveMarketValues(warehouse: Warehouse, symbols: readonly string[]): Promise<void> {
  await warehouse.insert(
    companiesTable,
    symbols.map((symbol, at) => {
      return { cik: String(at + 1), symbol, source: 'submissions', name: symbol, version: 1n, place: 0 };
    }),
  );
  await warehouse.insert(
    fundamentalEventsTable,
    symbols.map((_, at) => ({
      ...{ cik: String(at + 1), item: 'sharesOutstanding', filing: `filing-${at}`, accn: `filing-${at}` },
      ...{ known_at: '2000-01-03 18:00:00.000', period_end: '1999-12-31', value: 1000 + 100 * at, unit: 'shares' },
      ...{ tag: 'dei:EntityCommonStockSharesOutstanding', derivation: 'reported', reason: '', version: 1n },
    })),
  );
}
