import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataFinding, DataState } from '@fm/market/facts';
import { companiesTable, fundamentalEventsTable, openWarehouse, pricesTable, Quarantine } from '@fm/warehouse';
import { priceRow, wavePrices, weekdays } from '@fm/warehouse/testing/wave-prices';
import { runFm } from '../testing/run-fm.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-data-state-'));
const days = weekdays('2020-01-01', 50);
const event = (cik: string, item: string, value: number | null, reason: string) => ({
  ...{ cik, item, filing: 'a', known_at: '2020-02-03 00:00:00.000', period_end: null, value, reason },
  ...{ unit: 'USD', tag: '', derivation: '', accn: 'a', version: 1n },
});

beforeAll(async () => {
  const warehouse = await openWarehouse({ home });
  await warehouse.insert(pricesTable, [
    ...wavePrices(4, '2020-01-01', 50).filter(({ symbol, date }) => symbol !== 'S1' || date !== days[20]),
    ...days.slice(0, 30).map((day) => priceRow('GONE', day, 10, 1000)),
    priceRow('S2', '2020-01-11', 55, 1000),
  ]);
  await warehouse.insert(companiesTable, [
    { cik: '1', symbol: 'S0', source: 'test', name: 'S0', version: 1n, place: 0 },
  ]);
  await warehouse.insert(fundamentalEventsTable, [
    event('1', 'sharesOutstanding', null, 'count_off_by_a_factor'),
    event('1', 'revenueTtm', null, 'vintages_differ'),
    event('2', 'revenueTtm', 5, ''),
  ]);
  await new Quarantine(warehouse).put([
    { source: 'prices', uri: '/p.csv', location: 'line 2', code: 'VOLUME_NEGATIVE', message: 'm', payload: 'x' },
  ]);
  await warehouse.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('fm doctor --data says what the warehouse holds and lacks on one screen', () => {
  const { status, stdout } = runFm(home, 'doctor', '--data', '--format', 'json');
  expect(status).toBe(0);
  const state = JSON.parse(stdout) as DataState & { findings: DataFinding[] };
  expect(state).toMatchObject({
    symbols: 5,
    sessions: 50,
    first: days[0],
    last: days[49],
    gaps: { sessions: 1, stocks: 1, most: ['S1 (1)'] },
    strays: [{ symbol: 'S2', days: 1, first: '2020-01-11' }],
    stale: [`GONE (${days[29]})`],
    filers: { all: 2, withoutSymbol: 1 },
    implausible: [{ item: 'sharesOutstanding', reason: 'count_off_by_a_factor', facts: 1 }],
  });
  expect(state.reasons).toEqual(
    expect.arrayContaining([
      { source: 'prices', reason: 'VOLUME_NEGATIVE', state: 'open', count: 1 },
      { source: 'fundamentals', reason: 'vintages_differ', state: 'missing', count: 1 },
      { source: 'fundamentals', reason: 'count_off_by_a_factor', state: 'missing', count: 1 },
    ]),
  );
  const remedyOf = (subject: string) => state.findings.find((finding) => finding.subject === subject)?.remedy;
  expect(remedyOf('stale series')).toContain('fm ingest delistings');
  expect(remedyOf('filers')).toContain('symbol,cik,from,to');
});

test('the table of it has the same lines and fits one screen', () => {
  const { stdout } = runFm(home, 'doctor', '--data');
  expect(stdout).toMatch(/gaps +look +1 session without a price in 1 stock: S1 \(1\)/);
  expect(stdout.split('\n').length).toBeLessThan(45);
});
