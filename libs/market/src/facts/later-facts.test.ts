import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { InputName } from '@fm/factors';
import {
  companiesTable,
  corporateActionsTable,
  fundamentalEventsTable,
  openWarehouse,
  pricesTable,
  type Warehouse,
} from '@fm/warehouse';
import { wavePrices, weekdays } from '@fm/warehouse/testing/wave-prices';
import { dayOfIso, isoOfDay } from '@fm/platform/time';
import { assembleMarket } from '../panels/assemble-market.ts';
import { readRawMarket } from './read-raw-market.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-later-facts-'));
const days = weekdays('2020-01-01', 60);
/** Last session with a price, by stock: S1 and S2 end before the day that the property is about. */
const lastOf = { S0: 59, S1: 20, S2: 35 } as const;
type Stock = keyof typeof lastOf;
const symbols = Object.keys(lastOf) as Stock[];
const inputs: readonly InputName[] = ['marketCap', 'unadjustedClose', 'splitRatio', 'close', 'returns'];
let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({ home });
  const rows = wavePrices(3, '2020-01-01', 60);
  await warehouse.insert(
    pricesTable,
    rows.filter(({ symbol, date }) => date <= (days[lastOf[symbol as Stock]] as string)),
  );
  await warehouse.insert(
    companiesTable,
    symbols.map((symbol, cik) => ({ cik: String(cik), symbol, source: 'test', name: symbol, version: 1n, place: 0 })),
  );
  await warehouse.insert(
    fundamentalEventsTable,
    symbols.map((_, cik) => filing(String(cik), 'first', '2020-01-01', 1e6 * (cik + 1))),
  );
  // A split within the history, which every later one is beside.
  await warehouse.insert(corporateActionsTable, [split('S1', days[10] as string, 2, 'test')]);
});
afterAll(async () => {
  await warehouse.close();
  rmSync(home, { recursive: true });
});

const filing = (cik: string, name: string, day: string, value: number) => ({
  ...{ cik, item: 'sharesOutstanding', filing: name, known_at: `${day} 22:00:00.000`, period_end: day, value },
  ...{ unit: 'shares', tag: 'test', derivation: 'reported', accn: name, reason: '', version: 1n },
});
const split = (symbol: string, date: string, value: number, source: string) => ({
  ...{ symbol, date, kind: 'split', value, source, synthetic: false, version: 1n },
});

async function panels() {
  const universe = { name: 'all', dated: false, members: symbols.map((symbol) => ({ symbol })) };
  const needs = { inputs: new Set(inputs), until: days.at(-1) as string, weighting: 'equal' as const };
  const market = assembleMarket(await readRawMarket(warehouse, symbols, needs), universe, needs);
  return inputs.map((name) => [name, market.panel(name).values]);
}

test('splits after a last price and filings after the day change nothing up to it', async () => {
  const before = await panels();
  expect((before[0]?.[1] as Float64Array).filter((value) => value > 0).length).toBe(59 + 20 + 35);
  const later = fc.record({
    stock: fc.constantFrom(...symbols),
    daysAfter: fc.integer({ min: 1, max: 400 }),
    ratio: fc.constantFrom(2, 3, 1.5, 10, 0.1, 0.005263, 1.048, 1.196),
    shares: fc.double({ min: 1, max: 1e12, noNaN: true }),
  });
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(later, { minLength: 1, maxLength: 5 }), async (facts) => {
      nth += 1;
      await warehouse.insert(
        corporateActionsTable,
        facts.map(({ stock, daysAfter, ratio }, at) => {
          const date = isoOfDay(dayOfIso(days[lastOf[stock]] as string) + daysAfter);
          return split(stock, date, ratio, `later-${nth}-${at}`);
        }),
      );
      await warehouse.insert(
        fundamentalEventsTable,
        facts.map(({ stock, daysAfter, shares }, at) => {
          const day = isoOfDay(dayOfIso(days.at(-1) as string) + daysAfter);
          return filing(String(symbols.indexOf(stock)), `later-${nth}-${at}`, day, shares);
        }),
      );
      expect(await panels()).toEqual(before);
    }),
    { numRuns: 12 },
  );
});
