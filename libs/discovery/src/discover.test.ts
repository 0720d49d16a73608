import { expect, test } from '@jest/globals';
import { uniformsAt } from '@fm/factor-math';
import { usualPeriods } from './data/periods.ts';
import type { SearchMarket } from './data/search-market.ts';
import { discover, gateInput, reportHash, searchId, type SearchRequest } from './discover.ts';
import { lookIntoLockbox } from './gate/judge.ts';
import { levelOfOpening } from './gate/levels.ts';
import { inventMarket } from './invented/invented-market.ts';
import type { EpochResult } from './search/epoch.ts';
import { inMemory } from './search/run-search.ts';

const requestOver = (market: SearchMarket, given: Partial<SearchRequest> = {}): SearchRequest => ({
  ...{ universe: 'invented', horizon: 1, budget: 240, islands: 3, finalists: 8, known: [], seed: 1, proposed: [] },
  periods: usualPeriods(market.sessions),
  ...given,
});

const small = inventMarket({ seed: 5, stocks: 24, sessions: 500 });
const smallRequest = requestOver(small, { budget: 90 });

/** Signals that a search was killed after so many epochs. */
async function killedAfter(epochs: number, kept: EpochResult[]): Promise<void> {
  const stop = new AbortController();
  const done = discover(smallRequest, small, {
    ...{ jobs: 1, store: inMemory(kept), signal: stop.signal },
    onProgress: ({ done: count }) => count >= epochs && stop.abort(new Error('killed')),
  });
  await expect(done).rejects.toThrow('killed');
}

test('threads, the order of islands and kills change no bit of the report', async () => {
  const whole = await discover(smallRequest, small, { jobs: 1, store: inMemory() });
  const hash = reportHash(whole);
  for (const jobs of [2, 5]) {
    expect(reportHash(await discover(smallRequest, small, { jobs, store: inMemory(), memoryBytes: 2 ** 32 }))).toBe(
      hash,
    );
  }
  const turned = await discover(smallRequest, small, {
    ...{ jobs: 1, store: inMemory() },
    order: (islands) => [...islands].reverse(),
  });
  expect(reportHash(turned)).toBe(hash);
  const kept: EpochResult[] = [];
  for (const epochs of [1, 2, 5, 7]) await killedAfter(epochs, kept);
  // What was delivered twice is one.
  kept.push(...kept.slice(0, 3));
  expect(reportHash(await discover(smallRequest, small, { jobs: 1, store: inMemory(kept) }))).toBe(hash);
}, 300_000);

test('nothing after the discovery period changes what the islands find', async () => {
  const kept: EpochResult[] = [];
  await discover(smallRequest, small, { jobs: 1, store: inMemory(kept) });
  const uniform = uniformsAt([3, 4], 0);
  const end = 250 * 24;
  const changed: SearchMarket = {
    ...small,
    panels: new Map(
      [...small.panels].map(([name, values]) => [
        name,
        values.map((value, cell) => (cell < end || name === 'industry' ? value : value * uniform())),
      ]),
    ),
    returns: {
      ...small.returns,
      values: small.returns.values.map((value, cell) => (cell < end ? value : uniform() - 0.5)),
    },
  };
  const other: EpochResult[] = [];
  await discover(smallRequest, changed, { jobs: 1, store: inMemory(other) });
  expect(JSON.stringify(other)).toBe(JSON.stringify(kept));
});

test('a planted formula is found, survives the validation, and is confirmed in the lock-box', async () => {
  const planted = [{ formula: '-ts_returns(close, 5)', coefficient: 0.12 }];
  const market = inventMarket({ seed: 2, stocks: 60, sessions: 800, planted });
  const request = requestOver(market);
  const report = await discover(request, market, { jobs: 1, store: inMemory() });
  const survivors = report.finalists.filter(({ survives }) => survives);
  expect(survivors.some(({ formula }) => /close|returns|low|high|open/.test(formula))).toBe(true);
  const lockbox = lookIntoLockbox(gateInput(request, market), report.finalists);
  const best = lockbox.finalists.filter(({ familyWiseP }) => familyWiseP !== null && familyWiseP <= levelOfOpening(1));
  expect(best.length).toBeGreaterThan(0);
  expect(report.notes.join(' ')).toContain('need hundreds of stocks');
});

test('what ends when the validation begins is not declared', async () => {
  const planted = [{ formula: '-ts_returns(close, 5)', coefficient: 0.12 }];
  const market = inventMarket({ seed: 3, stocks: 40, sessions: 700, planted, endsAt: 350 });
  const report = await discover(requestOver(market), market, { jobs: 1, store: inMemory() });
  expect(report.finalists[0]?.discovery.t).toBeGreaterThan(4);
  expect(report.finalists.filter(({ survives }) => survives)).toEqual([]);
});

test('a proposed formula is a trial like any other, and part of the identity of the search', async () => {
  const proposed = [{ name: 'mine', formula: 'ts_corr(close, volume, 7)', source: 'a person' }];
  const request = { ...smallRequest, proposed };
  expect(searchId(request, small)).not.toBe(searchId(smallRequest, small));
  const kept: EpochResult[] = [];
  const report = await discover(request, small, { jobs: 1, store: inMemory(kept) });
  expect(kept.flatMap(({ elites }) => elites).some(({ formula }) => formula === 'ts_corr(close, volume, 7)')).toBe(
    true,
  );
  expect(report.trials.distinct).toBe(new Set(kept.flatMap(({ hashes }) => hashes)).size);
});

test('a search that needs more memory than it may have is refused before it begins', async () => {
  const refused = discover(smallRequest, small, { jobs: 1, store: inMemory(), memoryBytes: 2 ** 20 });
  await expect(refused).rejects.toMatchObject({ code: 'SEARCH_MEMORY' });
});

test('the levels of openings add up to less than 5 %', () => {
  expect(levelOfOpening(2)).toBeCloseTo((0.05 * 6) / (4 * Math.PI ** 2), 12);
  const sum = Array.from({ length: 10_000 }, (_, k) => levelOfOpening(k + 1)).reduce((a, b) => a + b, 0);
  expect(sum).toBeLessThan(0.05);
  expect(sum).toBeGreaterThan(0.0499);
});
