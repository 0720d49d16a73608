import { expect, test } from '@jest/globals';
import { pricesTable } from '@fm/warehouse';
import { emptyWarehouse } from '@fm/warehouse/testing/empty-warehouse';
import { priceRow } from '@fm/warehouse/testing/wave-prices';
import { readUniverse } from '../universe.ts';
import { loadCalendar, sessionsOf, symbolsOf } from './load-market.ts';
import { readRawMarket } from './read-raw-market.ts';

test('the sessions of prices that were read are those counted in the warehouse, stray days and late stocks included', async () => {
  const warehouse = await emptyWarehouse();
  const days = ['2024-03-04', '2024-03-05', '2024-03-06', '2024-03-07', '2024-03-08', '2024-03-11'];
  const rows = ['AAPL', 'IBM', 'MSFT', 'NVDA', 'ORCL'].flatMap((symbol, at) =>
    days.slice(at === 4 ? 3 : 0, at === 3 ? 4 : 6).map((day) => priceRow(symbol, day, 100 + at, 1000)),
  );
  // A correction is a second row of the same day; a Sunday of one stock is not a session.
  await warehouse.insert(pricesTable, [...rows, priceRow('AAPL', '2024-03-05', 99, 1000)]);
  await warehouse.insert(pricesTable, [priceRow('IBM', '2024-03-10', 100, 1000)]);
  const universe = await readUniverse(warehouse, 'ingested');
  const { sessions, strays } = await loadCalendar(warehouse, universe);
  expect(sessions).toEqual(days);
  expect(strays).toHaveLength(1);
  for (const until of ['2024-03-11', '2024-03-10', '2024-03-07']) {
    const needs = { inputs: new Set<never>(), until, weighting: 'equal' } as const;
    const { prices } = await readRawMarket(warehouse, symbolsOf(universe), needs);
    expect(await sessionsOf(warehouse, universe, prices)).toEqual(sessions.filter((day) => day <= until));
  }
});
