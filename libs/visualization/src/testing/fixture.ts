import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  eventStudiesTable,
  factorReturnsTable,
  factorSummariesTable,
  factorValueSeriesTable,
  ingestLogTable,
  openWarehouse,
  pricesTable,
  quarantineTable,
  type RowOf,
  runSlicesTable,
  runsTable,
  stockResultsTable,
  type Warehouse,
} from '@fm/warehouse';
import { giveMarketValues } from './market-values.ts';

export const fixtureRun = 'run-of-the-fixture';
export const failedRun = 'run-that-failed';
export const runningRun = 'run-under-way';

/** Factors of the fixture by type; enough technical results for a box, too few of the others at one range each. */
export const fixtureFactors = [
  { name: 'RSI14', type: 'technical', drift: 2.5 },
  { name: 'ROC20', type: 'technical', drift: -3.1 },
  { name: 'PB', type: 'fundamental', drift: 0.4 },
  { name: 'CashRatio', type: 'fundamental', drift: -1.2 },
  { name: 'SMB', type: 'market', drift: 5.5 },
  { name: 'AvgSentiment14', type: 'sentiment', drift: 0.9 },
  { name: 'RISK', type: 'rating', drift: -0.3 },
  { name: 'BoardAge', type: 'governance', drift: 0.1 },
] as const;

export const fixtureYears = [2018, 2019, 2020, 2021, 2022, 2023] as const;
const symbols = ['ALPHA', 'BETA', 'GAMMA', 'DELTA'] as const;

/** A number in [-1, 1) that depends only on its arguments (a hash, so that a test can ask for it again). */
export function wobble(...seeds: number[]): number {
  const value = Math.sin(seeds.reduce((sum, seed, at) => sum + seed * (at + 1.618) * 12.9898, 0.25)) * 43758.5453;
  return 2 * (value - Math.floor(value)) - 1;
}

/** Types that the fixture gives one range only: drawn as points. */
const sparse = new Set(['sentiment', 'rating', 'governance']);

/** Statistics as a run stores them, one of them unknown to the dashboard. */
export function fixtureStatistics(year: number): Record<string, number | null> {
  return {
    premiumObservations: 250,
    premiumPValue: 0.004,
    premiumPValueHolm: 0.04,
    premiumPValueBenjaminiHochberg: 0.01,
    deflatedSharpe: 0.6,
    tradingCost: 0.02,
    netPremium: 0.01 * (year - 2020),
    turnover: 0.17,
    ic1Mean: 0.0123,
    ic1T: 2.5,
    ic21Mean: 0.045,
    ic21T: -1.5,
    ic21Degrees: 3,
    quantile1Mean: -0.0001,
    quantile1T: -0.4,
    quantile2Mean: null,
    quantile2T: null,
    quantile3Mean: 0.0004,
    quantile3T: 1.1,
    quantile3Degrees: 20,
    trials: 36,
    unheardOf: 7,
  };
}

export function fixtureSummaries(run = fixtureRun): RowOf<typeof factorSummariesTable>[] {
  return fixtureFactors.flatMap(({ name, type, drift }, factor) =>
    fixtureYears.slice(0, sparse.has(type) ? 2 : undefined).map((year) => ({
      run_id: run,
      factor: name,
      factor_type: type,
      start: `${year}-01-01`,
      end: `${year}-12-31`,
      stocks: 30,
      mean_beta: drift / 10 + wobble(factor, year, 1) / 5,
      mean_t_stat: drift + wobble(factor, year, 2) * 2,
      mean_r_squared: 0.12 + wobble(factor, year, 3) / 10,
      significant: 12,
      significant_adjusted: 5,
      premium: drift / 50 + wobble(factor, year, 4) / 20,
      volatility: 0.12,
      sharpe: name === 'BoardAge' ? null : drift / 6,
      max_drawdown: -0.17,
      premium_t_stat: drift / 2,
      role: '' as const,
      side: '',
      statistics: JSON.stringify({ ...fixtureStatistics(year), premiumT: drift / 2 }),
      coverage: JSON.stringify({
        sessions: 252,
        sessionsWithReturn: 250,
        meanStocks: 29.5,
        minStocks: 28,
        maxStocks: 30,
        drops: [{ reason: 'warm_up', unit: 'stock-sessions', count: 420 }],
      }),
      version: 1n,
    })),
  );
}

export function runRow(run: string, status: string, minute: number): RowOf<typeof runsTable> {
  const done = status !== 'running';
  return {
    run_id: run,
    status,
    request: JSON.stringify({
      factors: fixtureFactors.map(({ name }) => name),
      ...{ universe: 'demonstration', weighting: 'cap', groups: 3, horizons: [1, 21], costBasisPoints: 10 },
    }),
    data_version: 'data-1',
    code_version: '0.1.0',
    synthetic: true,
    notes: JSON.stringify(["The universe is today's membership: results carry survivorship bias."]),
    started_at: `2024-01-05 10:${String(minute).padStart(2, '0')}:00.000`,
    finished_at: done ? `2024-01-05 10:${String(minute + 1).padStart(2, '0')}:30.000` : null,
    error: status === 'failed' ? 'CAP_WEIGHTS_MISSING: no share counts <b>at all</b>' : '',
    version: 1n,
    planned_at: `2024-01-05 10:${String(minute).padStart(2, '0')}:00.000`,
    thread_no: 2,
    parallel_m: 3,
    jobs: 2,
    runner: 'local',
    execution: '',
    host: 'local',
    pid: 1,
    slices: fixtureFactors.length,
    attempt: 1,
  };
}

function tradingDays(count: number): string[] {
  return Array.from({ length: count }, (_, at) => new Date(Date.UTC(2023, 0, 2 + at)).toISOString().slice(0, 10));
}

/** Fills a warehouse with one complete, one failed and one running run; everything marked synthetic. */
export async function fillFixture(warehouse: Warehouse): Promise<void> {
  await warehouse.insert(runsTable, [
    runRow(fixtureRun, 'succeeded', 10),
    runRow(failedRun, 'failed', 20),
    runRow(runningRun, 'running', 30),
  ]);
  await warehouse.insert(factorSummariesTable, fixtureSummaries());
  await warehouse.insert(
    stockResultsTable,
    fixtureYears.flatMap((year) => symbols.map((symbol, stock) => detailRow(symbol, stock, year))),
  );
  await warehouse.insert(factorReturnsTable, returnRows());
  await warehouse.insert(eventStudiesTable, eventRows());
  const days = tradingDays(60);
  await warehouse.insert(
    factorValueSeriesTable,
    symbols.map((symbol, stock) => ({
      run_id: fixtureRun,
      factor: 'RSI14',
      symbol,
      year: 2023,
      days,
      values: days.map((_, day) => 50 + 30 * wobble(stock, day)),
      version: 1n,
    })),
  );
  await warehouse.insert(
    pricesTable,
    tradingDays(60).flatMap((date, day) => symbols.map((symbol, stock) => priceRow(symbol, stock, date, day))),
  );
  await giveMarketValues(warehouse, symbols);
  await warehouse.insert(ingestLogTable, [deliveryRow('yahoo', 'loaded', 240), deliveryRow('stooq', 'refused', 0)]);
  await warehouse.insert(quarantineTable, [quarantineRow('1'), quarantineRow('2')]);
  await warehouse.insert(
    runSlicesTable,
    fixtureFactors.map(({ name }, at) => sliceRow(name, at)),
  );
}

function detailRow(symbol: string, stock: number, year: number): RowOf<typeof stockResultsTable> {
  const beta = wobble(stock, year, 7);
  return {
    run_id: fixtureRun,
    factor: 'RSI14',
    start: `${year}-01-01`,
    end: `${year}-12-31`,
    symbol,
    observations: 250,
    alpha: 0.0001,
    beta,
    alpha_t: 0.5,
    beta_t: beta * 8,
    beta_t_newey_west: beta * 7,
    p_value: 0.03,
    p_value_adjusted: 0.06,
    r_squared: 0.08,
    beta_low: beta - 0.2,
    beta_high: beta + 0.2,
    beta_ex_self: beta * 0.9,
    beta_t_ex_self: beta * 6,
    r_squared_ex_self: 0.06,
    drop_reason: '',
    version: 1n,
  };
}

function eventRows(): RowOf<typeof eventStudiesTable>[] {
  return ['enters_high', 'enters_low'].flatMap((event, leg) =>
    Array.from({ length: 11 }, (_, at) => ({
      run_id: fixtureRun,
      factor: 'RSI14',
      start: '2023-01-01',
      end: '2023-12-31',
      event,
      offset: at - 5,
      events: 40 + leg,
      abnormal: wobble(leg, at, 9) / 100,
      abnormal_t: null,
      cumulative: wobble(leg, at, 10) / 20,
      cumulative_t: null,
      version: 1n,
    })),
  );
}

function returnRows(): RowOf<typeof factorReturnsTable>[] {
  return fixtureFactors.slice(0, 3).flatMap(({ name }, factor) =>
    tradingDays(300).map((date, day) => {
      const high = wobble(factor, day, 5) / 50;
      const low = wobble(factor, day, 6) / 50;
      return {
        run_id: fixtureRun,
        factor: name,
        date,
        high,
        low,
        factor_return: high - low,
        stocks_high: 10,
        stocks_low: 10,
        version: 1n,
      };
    }),
  );
}

function priceRow(symbol: string, stock: number, date: string, day: number): RowOf<typeof pricesTable> {
  const close = 100 + stock + wobble(stock, day, 8);
  return {
    symbol,
    date,
    open: close,
    high: close + 1,
    low: close - 1,
    close,
    adj_close: close,
    volume: 1000,
    source: 'demo',
    synthetic: true,
    row_hash: BigInt(stock * 1000 + day),
    version: 1n,
  };
}

function deliveryRow(source: string, status: string, rows: number): RowOf<typeof ingestLogTable> {
  return {
    source,
    uri: `${source}.csv`,
    content_hash: source,
    rows_read: rows + 2,
    rows_new: rows,
    rows_unchanged: 0,
    rows_quarantined: 2,
    status,
    message: '',
    version: 1704448800000000n,
  };
}

function quarantineRow(id: string): RowOf<typeof quarantineTable> {
  return {
    quarantine_id: id,
    source: 'stooq',
    uri: 'stooq.csv',
    location: `line ${id}`,
    symbol: 'ALPHA',
    code: 'HIGH_BELOW_LOW',
    message: 'high <b>below</b> low',
    payload: '',
    state: 'open',
    version: 1n,
  };
}

export function sliceRow(factor: string, at: number): RowOf<typeof runSlicesTable> {
  return {
    run_id: fixtureRun,
    slice_id: `slice-${at}`,
    stage: 'regress',
    factor,
    start: '2018-01-01',
    end: '2023-12-31',
    status: 'succeeded',
    attempt: 1,
    rows_in: 1000,
    rows_out: 30,
    duration_ms: 120 + at * 35,
    host: 'local',
    error: '',
    version: 1n,
    part: '',
    estimated_cost: 1,
    started_at: '2024-01-05 10:10:00.000',
    finished_at: '2024-01-05 10:10:01.000',
    code_version: '0.1.0',
  };
}

/** An embedded warehouse in a folder of its own, filled or empty. */
export async function temporaryWarehouse(fill = true): Promise<{ warehouse: Warehouse; remove: () => Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'fm-dashboard-'));
  const warehouse = await openWarehouse({ home });
  if (fill) await fillFixture(warehouse);
  return {
    warehouse,
    remove: async () => {
      await warehouse.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
