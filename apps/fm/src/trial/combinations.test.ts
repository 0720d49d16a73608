import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeDemonstrationMarket } from '@fm/demonstration';
import { createPdfReader, ingestReports } from '@fm/financial-report';
import { ingestGroups, ingestPrices } from '@fm/market-data';
import {
  beginRun,
  finishRun,
  mine,
  planRun,
  planSlices,
  readRequest,
  runSlice,
  SliceRecords,
  type RunOptions,
  type SliceContext,
} from '@fm/mining';
import { panelBlocks, RunPanels, SliceValues } from '@fm/mining/panels';
import { localObjectStore } from '@fm/object-store';
import { systemClock } from '@fm/platform';
import { everyCaseOr } from '@fm/platform/testing';
import { ingestFilings } from '@fm/sec-filing';
import { openWarehouse, type Warehouse } from '@fm/warehouse';
import { ingestArticles, lexiconScorer } from '@fm/web-search';

/** Every kind of factor: recursive, windowed, of filings, of articles, of reports, and portfolios themselves. */
const factors = 'RSI14,ROC20,PB,AvgSentiment14,CEOS,SMB';

/** Everything that a run finds. */
const tables = [
  'factor_value_series',
  'factor_returns',
  'stock_results',
  'factor_summaries',
  'factor_relations',
  'event_studies',
];

type Combination = readonly [threadNo: number, parallelM: number, jobs: number];
const threads = [1, 2, 5, 7];
const parallels = [1, 3, 6];
const jobs = [1, 2, 4];

/** All 36. */
const every = threads.flatMap((threadNo) =>
  parallels.flatMap((parallelM) => jobs.map((count): Combination => [threadNo, parallelM, count])),
);
/** Twelve, in which any two parameters take every pair of their values. */
const everyPair = threads.flatMap((threadNo, row) =>
  parallels.map((parallelM, column): Combination => [threadNo, parallelM, jobs[(row + column) % 3] as number]),
);
const three: readonly Combination[] = [
  [1, 6, 1],
  [7, 1, 2],
  [5, 3, 4],
];
const two: readonly Combination[] = [
  [7, 6, 1],
  [5, 3, 2],
];

type Cut = readonly [threadNo: number, parallelM: number];
const everyCut: readonly Cut[] = [
  [1, 1],
  [5, 3],
  [7, 6],
];

const home = mkdtempSync(join(tmpdir(), 'fm-combinations-'));
let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({ home });
  await takeIn(warehouse, home);
}, 600_000);
afterAll(async () => {
  await warehouse.close();
  rmSync(home, { recursive: true, force: true });
});

describe.each([
  ['equal weights', { weighting: 'equal' }],
  ['cap weights', { weighting: 'cap' }],
  ['values winsorised and neutral to size', { weighting: 'equal', winsorise: '0.05', neutralise: 'size' }],
  ['values neutral to groups', { weighting: 'equal', neutralise: 'group' }],
  ['values neutral to size and groups at once', { weighting: 'equal', neutralise: 'size,group' }],
  ['values neutral to groups, beta and factors', { weighting: 'equal', neutralise: 'group,beta,volatility,ROC20' }],
] as const)('a run with %s', (name, treatment) => {
  const isFirst = name === 'equal weights';
  let expected: Record<string, string>;
  const options = (threadNo: number, parallelM: number): RunOptions => ({
    ...{ warehouse, clock: systemClock, codeVersion: 'test' },
    request: readRequest({
      factors,
      ranges: '2016-07-01..2018-12-31,yearly,rolling:252:378',
      ...treatment,
      universe: 'demonstration',
      threadNo: `${threadNo}`,
      parallelM: `${parallelM}`,
    }),
  });

  beforeAll(async () => {
    await forget(warehouse);
    await mine({ ...options(1, 1), jobs: 1 });
    expected = await contents(warehouse);
  }, 600_000);

  test('finds something in every table', () => {
    for (const [table, content] of Object.entries(expected)) expect([table, content]).not.toEqual([table, '0-0-0']);
  });

  test.each(isFirst ? everyCaseOr(every, everyPair) : everyCaseOr(three, two))(
    'writes the same bytes with thread_no %i, parallel_m %i and --jobs %i',
    async (threadNo, parallelM, jobs) => {
      await forget(warehouse);
      await mine({ ...options(threadNo, parallelM), jobs });
      expect(await contents(warehouse)).toEqual(expected);
    },
    600_000,
  );

  const cuts = isFirst ? everyCaseOr(everyCut, everyCut.slice(0, 2)) : everyCaseOr<Cut>([[5, 3]], [[2, 2]]);

  test.each(cuts)(
    'writes the same bytes with thread_no %i and parallel_m %i when each slice loads what it declares, the last one first',
    async (threadNo, parallelM) => {
      await forget(warehouse);
      await runBackwards(options(threadNo, parallelM));
      expect(await contents(warehouse)).toEqual(expected);
    },
    600_000,
  );

  test.each(cuts)(
    'writes the same bytes with thread_no %i and parallel_m %i when slices read objects that were stored twice',
    async (threadNo, parallelM) => {
      await forget(warehouse);
      const run = options(threadNo, parallelM);
      const store = localObjectStore(mkdtempSync(join(home, 'panels-')));
      const plan = await planRun(warehouse, run.request);
      const panels = new RunPanels(store, run.request, plan);
      for (const block of [...panelBlocks(plan).reverse(), ...panelBlocks(plan)]) await panels.write(warehouse, block);
      const { watched, reads } = watchedReads(warehouse);
      await runBackwards({ ...run, warehouse: watched }, { panels, values: new SliceValues(store, plan) });
      expect(reads).toEqual([]);
      expect(await contents(warehouse)).toEqual(expected);
    },
    600_000,
  );
});

/** Runs every slice by itself, the last of each stage first. */
async function runBackwards(run: RunOptions, objects?: SliceContext['objects']): Promise<void> {
  const plan = await planRun(warehouse, run.request);
  await beginRun({ ...run, warehouse }, plan);
  const slices = planSlices(run.request, plan);
  const records = new SliceRecords({ ...run, warehouse, runId: plan.runId, delayMilliseconds: 250 });
  const context = { ...run, plan, records, slices, ...(objects === undefined ? {} : { objects }) };
  for (const stage of ['compute', 'test'] as const) {
    for (let place = slices[stage].length - 1; place >= 0; place--) await runSlice(context, stage, place);
    await records.flush();
  }
  await finishRun({ ...run, warehouse }, plan);
}

/** The warehouse, with the statements that read what slices compute from. */
function watchedReads(warehouse: Warehouse): { readonly watched: Warehouse; readonly reads: string[] } {
  const reads: string[] = [];
  const facts = /FROM (prices|fundamentals|article|document|stock_groups|splits|risk_free|factor_value|short_|known_)/;
  const watched = new Proxy(warehouse, {
    get: (whole, name) => {
      const value: unknown = Reflect.get(whole, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        if (name.toString().startsWith('query') && facts.test(String(given[0]))) reads.push(String(given[0]));
        return (value as (...given: unknown[]) => unknown).apply(whole, given);
      };
    },
  });
  return { watched, reads };
}

/** Six years of an invented market, through the same doors as real data. */
async function takeIn(warehouse: Warehouse, home: string): Promise<void> {
  const market = await writeDemonstrationMarket(join(home, 'market'), {
    stocks: 12,
    start: '2015-01-02',
    end: '2020-06-30',
  });
  const store = localObjectStore(join(home, 'objects'));
  await ingestPrices({ warehouse, paths: [market.prices] });
  await ingestFilings({ warehouse, objectStore: store, paths: [market.filings] });
  await ingestArticles({ warehouse, scorer: lexiconScorer, clock: systemClock }, { paths: [market.news] });
  await ingestGroups({ warehouse, objectStore: store, paths: [market.groups] });
  const reader = createPdfReader();
  await ingestReports({ warehouse, store, reader, clock: systemClock }, { paths: [market.reports] });
  await reader.close();
}

async function forget(warehouse: Warehouse): Promise<void> {
  for (const table of [...tables, 'runs', 'run_slices', 'run_attempts']) {
    await warehouse.command(`TRUNCATE TABLE ${table}`);
  }
}

/** Count and hash of the rows of every table of the run, without their versions. */
async function contents(warehouse: Warehouse): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of tables) {
    const [row] = await warehouse.query<{ content: string }>(
      `SELECT concat(toString(count()), '-', toString(sum(hash)), '-', toString(groupBitXor(hash))) AS content
       FROM (SELECT sipHash64(formatRow('RowBinary', * EXCEPT version)) AS hash FROM ${table} FINAL)`,
    );
    found[table] = row?.content ?? '';
  }
  return found;
}
