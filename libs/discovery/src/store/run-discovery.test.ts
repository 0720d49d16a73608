import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomWalkRows } from '@fm/market/testing/price-rows';
import { fixedClock } from '@fm/platform';
import { openWarehouse, pricesTable, type Warehouse } from '@fm/warehouse';
import { weekdays } from '@fm/warehouse/testing/wave-prices';
import { readCandidates } from '../data/read-candidates.ts';
import { knownFactors, readSearchMarket } from '../data/read-market.ts';
import { usualPeriods } from '../data/periods.ts';
import type { SearchMarket } from '../data/search-market.ts';
import { reportHash, searchId, type SearchRequest } from '../discover.ts';
import { levelOfOpening } from '../gate/levels.ts';
import { listOpenings, openingOf } from './lockbox-ledger.ts';
import { placebosOf } from './placebo-records.ts';
import { runPlacebos } from './run-placebos.ts';
import { openLockbox, runDiscovery } from './run-discovery.ts';
import { findSearch, listSearches } from './search-records.ts';

const symbols = Array.from({ length: 12 }, (_, i) => `S${String(i).padStart(2, '0')}`);
const days = weekdays('2018-01-01', 460);

describe('searches in a warehouse', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-discovery-'));
  let warehouse: Warehouse;
  let market: SearchMarket;
  const at = (hour: number) => ({ warehouse, clock: fixedClock(`2024-01-02T${String(hour).padStart(2, '0')}:00:00Z`) });
  const requestOf = (given: Partial<SearchRequest> = {}): SearchRequest => ({
    ...{ universe: 'ingested', horizon: 1, budget: 30, islands: 2, finalists: 4, known: ['ROC20'], seed: 1 },
    ...{ proposed: [], periods: usualPeriods(market.sessions) },
    ...given,
  });

  beforeAll(async () => {
    warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, randomWalkRows(symbols, days, 7));
    market = await readSearchMarket(warehouse, { universe: 'ingested', known: ['ROC20'] });
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('the market has the bars of the warehouse, is neutral to what is known, and says what is not', () => {
    expect(market.symbols).toEqual(symbols);
    expect(market.sessions).toEqual(days);
    expect(market.neutralTo).toEqual(['ROC20']);
    expect(market.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['close', 'volume', 'returns']));
    expect(market.notes.join(' ')).toContain('No industry is known');
    expect(market.synthetic).toBe(false);
  });

  test('a search that was killed continues where it stopped, and its record reads back as it was found', async () => {
    const whole = await runDiscovery(requestOf({ seed: 2 }), market, { ...at(8), jobs: 1 });
    const stop = new AbortController();
    const killed = runDiscovery(requestOf(), market, {
      ...{ ...at(9), jobs: 1, signal: stop.signal },
      onProgress: ({ done }) => done === 3 && stop.abort(new Error('killed')),
    });
    await expect(killed).rejects.toThrow('killed');
    const running = await findSearch(warehouse, searchId(requestOf(), market));
    expect(running).toMatchObject({ status: 'running', request: requestOf() });
    const record = await runDiscovery(running.request, market, { ...at(10), jobs: 1 });
    expect(record).toMatchObject({ status: 'finished', startedAt: '2024-01-02 09:00:00.000' });
    expect(record.trials).toBe(record.report?.trials.distinct);
    expect(record.report?.finalists.length).toBeGreaterThan(0);
    expect(record.lockbox).toBeUndefined();
    const [again, other] = [requestOf(), requestOf({ seed: 2 })];
    expect(await runDiscovery(again, market, { ...at(11), jobs: 1 })).toEqual(record);
    expect(reportHash(whole.report ?? {})).not.toBe(reportHash(record.report ?? {}));
    expect((await listSearches(warehouse)).map(({ request }) => request)).toEqual([again, other]);
    const counted = await warehouse.query<{ search: string; family: string; candidates: number }>(
      'SELECT search, family, candidates FROM candidate_counts FINAL ORDER BY candidates, search',
    );
    expect(counted).toEqual(
      [whole, record]
        .map(({ id, trials }) => ({ search: id, family: 'warehouse', candidates: trials }))
        .sort((a, b) => a.candidates - b.candidates || (a.search < b.search ? -1 : 1)),
    );
  });

  test('every opening of a lock-box is counted for good, and the second one has a smaller level', async () => {
    const first = await findSearch(warehouse, searchId(requestOf(), market));
    const second = await findSearch(warehouse, searchId(requestOf({ seed: 2 }), market));
    const opened = await openLockbox(first, market, at(12));
    expect(opened.lockbox?.finalists.map(({ hash }) => hash)).toEqual(opened.report?.finalists.map(({ hash }) => hash));
    await openLockbox(second, market, at(13));
    expect((await openLockbox(first, market, at(14))).lockbox).toEqual(opened.lockbox);
    const openings = await listOpenings(warehouse);
    expect(openings).toMatchObject([
      { searchId: first.id, number: 1, level: levelOfOpening(1), looks: 2, openedAt: '2024-01-02 12:00:00.000' },
      { searchId: second.id, number: 2, looks: 1 },
    ]);
    expect(openings[1]?.level).toBeCloseTo(0.0076, 4);
    expect(await openingOf(warehouse, second.id)).toEqual(openings[1]);
  });

  test('placebo searches are kept beside a search: those that are there are not repeated, and none is a trial', async () => {
    const record = await findSearch(warehouse, searchId(requestOf(), market));
    const before = await listSearches(warehouse);
    const candidates = () => warehouse.query('SELECT * FROM candidate_counts FINAL ORDER BY ALL');
    const counted = await candidates();
    expect(await placebosOf(warehouse, record)).toBeUndefined();
    const performed: number[] = [];
    const stop = new AbortController();
    const how = { ...at(15), jobs: 1, reruns: 3, onRerun: ({ number }: { number: number }) => performed.push(number) };
    const killed = runPlacebos(record, market, {
      ...{ ...how, signal: stop.signal },
      onRerun: ({ number }) => {
        performed.push(number);
        if (number === 2) stop.abort(new Error('killed'));
      },
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await placebosOf(warehouse, record)).toMatchObject({ reruns: 2, budget: 3 });
    await runPlacebos(record, market, how);
    await runPlacebos(record, market, how);
    expect(performed).toEqual([1, 2, 3]);
    expect(await placebosOf(warehouse, record)).toMatchObject({ reruns: 3, budget: 3 });
    expect(await listSearches(warehouse)).toEqual(before);
    expect(await candidates()).toEqual(counted);
    const changed = { ...market, dataVersion: 'other' };
    await expect(runPlacebos(record, changed, how)).rejects.toMatchObject({ code: 'SEARCH_CHANGED' });
  });

  test('a lock-box of other stocks or other days is another one', async () => {
    const some = await readSearchMarket(warehouse, { universe: 'S00,S01,S02,S03,S04,S05,S06,S07,S08', known: [] });
    const early = requestOf({
      ...{ universe: 'some', known: [], seed: 3 },
      periods: usualPeriods(market.sessions.slice(0, 340)),
    });
    const record = await runDiscovery(early, some, { ...at(15), jobs: 1 });
    await openLockbox(record, some, at(15));
    expect((await openingOf(warehouse, record.id))?.number).toBe(1);
  });

  test('a lock-box is not opened over other data', async () => {
    const record = await findSearch(warehouse, searchId(requestOf(), market));
    const changed = { ...market, dataVersion: 'other' };
    await expect(openLockbox(record, changed, at(16))).rejects.toMatchObject({ code: 'SEARCH_CHANGED' });
  });

  test('an id that is not there is refused', async () => {
    await expect(findSearch(warehouse, 'zzz')).rejects.toMatchObject({ code: 'UNKNOWN_SEARCH' });
  });

  test('candidates of a file keep who proposed them, and lines that cannot be used are named', () => {
    const text =
      '# source: a person\nmine = close / open\n# source: some-model\n# training-cutoff: 2024-06-30\nrank(volume)\n';
    expect(readCandidates(text, 'f.txt', market.fields)).toEqual([
      { name: 'mine', formula: 'close / open', source: 'a person' },
      { name: 'candidate002', formula: 'cs_rank(volume)', source: 'some-model', trainingCutoff: '2024-06-30' },
    ]);
    expect(() => readCandidates('close +', 'f.txt', market.fields)).toThrow('f.txt line 1');
    expect(() => readCandidates('vwap / close', 'f.txt', market.fields)).toThrow('vwap');
  });
});

test('known factors are characteristics of the catalogue', () => {
  expect(knownFactors(['ROC20']).map(({ name }) => name)).toEqual(['ROC20']);
  expect(knownFactors(['all']).length).toBeGreaterThan(10);
  expect(() => knownFactors(['SMB'])).toThrow('portfolio');
  expect(() => knownFactors(['nothing'])).toThrow('no factor is named nothing');
});
