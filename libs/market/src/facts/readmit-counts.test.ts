import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  corporateActionsTable,
  fundamentalEventsTable,
  companiesTable,
  openWarehouse,
  type Warehouse,
} from '@fm/warehouse';
import { dayOfIso } from '@fm/platform/time';
import { readFundamentals } from './read-facts.ts';
import { readmitCounts } from './readmit-counts.ts';
import type { RawFundamental } from './raw-market.ts';

const at = (date: string): number => Date.parse(`${date}T22:00:00Z`);
const count = (date: string, value: number | null): RawFundamental => ({
  ...{ symbol: 'AAA', item: 'sharesOutstanding', knownAt: at(date), value },
  reason: value === null ? 'count_off_by_a_factor' : '',
});
const counts = [count('2019-05-01', 1e9), count('2019-08-01', null), count('2019-11-01', 10.1e9)];
const aside = [{ symbol: 'AAA', knownAt: at('2019-08-01'), value: 10e9 }];
const valuesWith = (date: string, value: number, of = 'AAA') =>
  readmitCounts(counts, aside, [{ symbol: of, day: dayOfIso(date), value }]).map((one) => one.value);

test('a count set aside is admitted where a split between it and the count before explains it', () => {
  expect(valuesWith('2019-06-10', 10)).toEqual([1e9, 10e9, 10.1e9]);
});

test.each([
  ['of another ratio', '2019-06-10', 0.1, 'AAA'],
  ['too small to explain it', '2019-06-10', 2, 'AAA'],
  ['before the count before', '2019-04-30', 10, 'AAA'],
  ['after the filing', '2019-08-02', 10, 'AAA'],
  ['of another stock', '2019-06-10', 10, 'BBB'],
  ['that is a spin-off', '2019-06-10', 9.87, 'AAA'],
])('a split %s admits nothing', (_, date, value, of) => {
  expect(valuesWith(date, value, of)).toEqual([1e9, null, 10.1e9]);
});

let warehouse: Warehouse;
const home = mkdtempSync(join(tmpdir(), 'fm-readmit-'));
beforeAll(async () => {
  warehouse = await openWarehouse({ home });
});
afterAll(async () => {
  await warehouse.close();
  rmSync(home, { recursive: true });
});

test('of a warehouse, a count counts from its filing once the split is recorded', async () => {
  const event = (item: string, date: string, value: number | null) => ({
    ...{
      cik: '1',
      item,
      filing: date,
      known_at: `${date} 22:00:00.000`,
      period_end: value === null ? null : date,
      value,
    },
    ...{
      unit: '',
      tag: '',
      derivation: '',
      accn: '',
      reason: value === null ? 'count_off_by_a_factor' : '',
      version: 1n,
    },
  });
  await warehouse.insert(companiesTable, [
    { cik: '1', symbol: 'AAA', source: 'test', name: 'AAA', version: 1n, place: 0 },
  ]);
  await warehouse.insert(fundamentalEventsTable, [
    event('sharesOutstanding', '2019-05-01', 1e9),
    event('sharesOutstanding', '2019-08-01', null),
    event('sharesPutAside', '2019-08-01', 10e9),
  ]);
  const read = async () => {
    const query = { warehouse, symbols: ['AAA'], names: ['sharesOutstanding'] as const, until: at('2020-01-01') };
    return (await readFundamentals(query)).map(({ value, reason }) => value ?? reason);
  };
  expect(await read()).toEqual([1e9, 'count_off_by_a_factor']);
  const split = {
    symbol: 'AAA',
    date: '2019-06-10',
    kind: 'split',
    value: 10,
    source: 'file',
    synthetic: false,
    version: 1n,
  };
  await warehouse.insert(corporateActionsTable, [split]);
  expect(await read()).toEqual([1e9, 10e9]);
});
