/**
 * Measures on this machine what the forecast is made of, and prints it as JSON. Times are seconds of processor time, so
 * that other work on the machine changes them little.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listFactors } from '@fm/factors';
import { mine, planSlices, readRequest } from '@fm/mining';
import { inventedPlan, weekdaysOfYears } from '@fm/mining/simulation';
import { codeVersion, systemClock } from '@fm/platform';
import { insertColumns, openWarehouse, pricesTable, riskFreeTable, type Warehouse } from '@fm/warehouse';
import { writeMarket } from '../bench/mining/market.ts';
import type { Measured } from './measured.ts';

/** Markets that are mined: what a slice costs beside its cells, and what a cell costs, follow from the two. */
const small = { stocks: 60, days: 1305 };
const large = { stocks: 240, days: 1305 };
const rows = 1_000_000;
const smallInserts = 200;

const programBytes = process.memoryUsage().rss;
const planning = measurePlanning();
const folder = mkdtempSync(join(tmpdir(), 'fm-scaling-'));
const warehouse = await openWarehouse({ home: folder });
try {
  const insertSeconds = await measureInsert(warehouse);
  const smallSeconds = await measureSmallInserts(warehouse);
  const read = await measureRead(warehouse);
  await warehouse.command('TRUNCATE TABLE prices');
  const costs: Cost[] = [];
  for (const size of [small, large]) {
    await writeMarket(warehouse, size);
    costs.push(await measureMining(warehouse));
  }
  const measured: Measured = {
    node: process.version,
    programBytes,
    planning,
    insertRowsPerSecond: Math.round(rows / insertSeconds),
    smallInsertsPerSecond: Math.round(smallInserts / smallSeconds),
    readBytesPerSecond: Math.round(read.bytes / read.seconds),
    storedBytes: await storedBytes(warehouse),
    compute: line(costs),
    test: line(costs),
  };
  process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);
} finally {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Planning ten thousand slices: their making one by one, as every process does. */
function measurePlanning(): Measured['planning'] {
  const names = Array.from({ length: 1000 }, (_, at) => characteristics()[at % characteristics().length] as string);
  const plan = inventedPlan({ stocks: 500, ...weekdaysOfYears(30) });
  const before = process.memoryUsage().rss;
  const begun = processorSeconds();
  const { compute, test } = planSlices(readRequest({ factors: unique(names), threadNo: '20', parallelM: '25' }), plan);
  let slices = 0;
  for (const list of [compute, test]) for (const slice of list) if (slice.cost.cells > 0) slices++;
  return { slices, seconds: processorSeconds() - begun, bytes: process.memoryUsage().rss - before };
}

function characteristics(): string[] {
  return listFactors()
    .filter(({ kind }) => kind === 'characteristic')
    .map(({ name }) => name);
}

function unique(names: readonly string[]): string {
  return [...new Set(names)].join();
}

async function measureInsert(into: Warehouse): Promise<number> {
  const values = Float64Array.from({ length: rows }, (_, at) => 20 + Math.sin(at));
  const columns = {
    symbol: { dictionary: ['A', 'B'], indexes: Uint32Array.from({ length: rows }, (_, at) => (at < rows / 2 ? 0 : 1)) },
    date: Int32Array.from({ length: rows }, (_, at) => at % 40_000),
    open: values,
    high: values,
    low: values,
    close: values,
    adj_close: values,
    volume: values,
    source: { constant: 'benchmark' },
    synthetic: { constant: true },
    row_hash: BigUint64Array.from({ length: rows }, (_, at) => BigInt(at)),
    version: { constant: 1n },
  };
  const begun = processorSeconds();
  await insertColumns(into, pricesTable, columns);
  return processorSeconds() - begun;
}

/** Inserts of one row each, as slices record themselves. */
async function measureSmallInserts(into: Warehouse): Promise<number> {
  const begun = processorSeconds();
  for (let at = 0; at < smallInserts; at++)
    await into.insert(riskFreeTable, [{ series: `S${at}`, date: '2020-01-02', rate: 0, version: 1n }]);
  const seconds = processorSeconds() - begun;
  await into.command('TRUNCATE TABLE risk_free');
  return seconds;
}

async function measureRead(from: Warehouse): Promise<{ bytes: number; seconds: number }> {
  const begun = processorSeconds();
  const { length } = await from.queryBytes(
    `SELECT toInt32(date), toUInt32(symbol = 'A'), ifNull(adj_close, nan), ifNull(close, nan), ifNull(volume, nan)
     FROM prices_latest WHERE symbol IN ('A', 'B')`,
    'RowBinary',
  );
  return { bytes: length, seconds: processorSeconds() - begun };
}

/** The slices of a run: how many, what the planner expects of them, and what they took. */
interface Cost {
  readonly slices: number;
  readonly planned: number;
  readonly seconds: number;
}

async function measureMining(on: Warehouse): Promise<Cost> {
  const request = readRequest({ factors: 'all', ranges: '2019-01-01..2023-12-31,yearly', universe: 'ingested' });
  const begun = processorSeconds();
  const plan = await mine({ warehouse: on, request, clock: systemClock, codeVersion, jobs: 1 });
  const seconds = processorSeconds() - begun;
  const { compute, test } = planSlices(request, plan);
  const slices = [...compute, ...test];
  return { slices: slices.length, planned: slices.reduce((sum, { cost }) => sum + cost.seconds, 0), seconds };
}

/**
 * The line through two runs: a cost for each slice, and a multiple of what the planner expects. Of both stages together:
 * rows are written while other slices are computed, so the engine's time cannot be attributed to one of them.
 */
function line([a, b]: readonly Cost[]): Measured['compute'] {
  if (a === undefined || b === undefined) throw new Error('two measurements make a line');
  const timesPlanned = (b.seconds - a.seconds) / (b.planned - a.planned);
  return { timesPlanned, sliceSeconds: Math.max(0, (a.seconds - timesPlanned * a.planned) / a.slices) };
}

async function storedBytes(of: Warehouse): Promise<Measured['storedBytes']> {
  const tables = await of.query<{ name: string; bytes: number }>(
    `SELECT table AS name, sum(data_compressed_bytes) / sum(rows) AS bytes FROM system.parts
     WHERE active AND table IN ('prices', 'stock_results', 'run_slices') GROUP BY table`,
  );
  const [values] = await of.query<{ bytes: number }>(
    `SELECT (SELECT sum(data_compressed_bytes) FROM system.parts WHERE active AND table = 'factor_value_series')
       / (SELECT count() FROM factor_values) AS bytes`,
  );
  const bytesOf = (name: string) => tables.find((table) => table.name === name)?.bytes ?? NaN;
  return {
    priceRow: bytesOf('prices'),
    factorValue: values?.bytes ?? NaN,
    stockResult: bytesOf('stock_results'),
    sliceRow: bytesOf('run_slices'),
  };
}
