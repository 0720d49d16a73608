import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runSlicesTable, runsTable, type Warehouse } from '@fm/warehouse';
import type { FastifyInstance } from 'fastify';
import type { Compare, Health } from '../../api/page-schemas.ts';
import type { RunsPageBody, SlicesBody } from '../../api/operation-schemas.ts';
import { concurrencyMap, durationMap } from '../../charts/operations.ts';
import { lightTheme } from '../../charts/theme.ts';
import { ask } from '../../testing/ask.ts';
import { failedRun, fixtureRun, runRow, sliceRow, temporaryWarehouse, wobble } from '../../testing/fixture.ts';
import { createDashboard } from '../dashboard.ts';

let app: FastifyInstance;
let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await temporaryWarehouse());
  app = await createDashboard({ warehouse });
});

afterAll(async () => {
  await app.close();
  await remove();
});

async function body<Body>(path: string): Promise<Body> {
  return (await ask(app, path)).body as Body;
}

function pearson(x: number[], y: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const cross = (a: number[], ma: number, b: number[], mb: number) =>
    a.reduce((sum, value, at) => sum + (value - ma) * ((b[at] as number) - mb), 0);
  return cross(x, mx, y, my) / Math.sqrt(cross(x, mx, x, mx) * cross(y, my, y, my));
}

describe('GET /api/v1/compare', () => {
  test('correlates the stored factor returns and spans each by the others', async () => {
    const found = await body<Compare>('/api/v1/compare');
    const series = (factor: number) =>
      Array.from({ length: 300 }, (_, day) => wobble(factor, day, 5) / 50 - wobble(factor, day, 6) / 50);
    const pair = found.correlations.find(({ x, y }) => x === 'RSI14' && y === 'ROC20');
    expect(pair?.value).toBeCloseTo(pearson(series(0), series(1)), 12);
    expect(found.sessions).toBe(300);
    expect(found.spanning.map(({ factor, observations }) => [factor, observations])).toEqual([
      ['PB', 300],
      ['ROC20', 300],
      ['RSI14', 300],
    ]);
  });
});

describe('GET /api/v1/runs', () => {
  test('lists every state with the error text and the command that resumes the run', async () => {
    const found = await body<RunsPageBody>('/api/v1/runs');
    expect(found.rows.map(({ status }) => status)).toEqual(['running', 'failed', 'succeeded']);
    expect(found.rows[1]?.error).toBe('CAP_WEIGHTS_MISSING: no share counts <b>at all</b>');
    expect(found.rows[2]).toMatchObject({ run: fixtureRun, slices: 8, slicesDone: 8, durationMs: 90_000 });
    expect(found.rows[2]?.command).toBe(
      'npm run fm -- mine --factors RSI14,ROC20,PB,CashRatio,SMB,AvgSentiment14,RISK,BoardAge --universe demonstration --weighting cap --groups 3 --horizons 1,21 --cost-basis-points 10 --thread-no 2 --parallel-m 3 --jobs 2',
    );
    expect(found.durations).toHaveLength(8);
  });

  test('narrows by state and pages', async () => {
    expect((await body<RunsPageBody>('/api/v1/runs?status=failed')).rows.map(({ run }) => run)).toEqual([failedRun]);
    expect(await body<RunsPageBody>('/api/v1/runs?pageSize=1&page=2')).toMatchObject({
      total: 3,
      rows: [{ run: failedRun }],
    });
  });

  test('shows the slices of a run, and says when the run is not there', async () => {
    const found = await body<SlicesBody>(`/api/v1/runs/${fixtureRun}/slices`);
    expect(found.rows[0]).toMatchObject({ stage: 'regress', attempts: 1, rowsOut: 30 });
    expect((await ask(app, '/api/v1/runs/gone/slices')).status).toBe(404);
  });
});

describe('the heat maps of run times over several cuts', () => {
  test('hold the stored durations: slices that succeeded by factor and run, whole runs by cut', async () => {
    const cut = (run: string, minute: number, thread_no: number, parallel_m: number, seconds: number) => {
      const row = runRow(run, 'succeeded', minute);
      const finished_at = `${row.started_at.slice(0, 17)}${String(seconds).padStart(2, '0')}.000`;
      return { ...row, thread_no, parallel_m, finished_at };
    };
    await warehouse.insert(runsTable, [
      cut('cut-a', 40, 1, 1, 40),
      cut('cut-b', 41, 1, 8, 9),
      cut('cut-c', 42, 1, 8, 11),
      cut('cut-d', 43, 0, 0, 20),
    ]);
    const slice = (run_id: string, stage: string, status: string, duration_ms: number) => {
      const place = { run_id, slice_id: `${stage}-${status}`, stage, factor: 'RSI14', status, duration_ms };
      return { ...sliceRow('RSI14', 0), ...place };
    };
    await warehouse.insert(runSlicesTable, [
      slice('cut-a', 'compute', 'succeeded', 300),
      slice('cut-a', 'test', 'succeeded', 50),
      slice('cut-a', 'test', 'failed', 9000),
      slice('cut-b', 'compute', 'succeeded', 70),
      slice('cut-b', 'compute', 'superseded', 8000),
    ]);
    const other = await createDashboard({ warehouse });
    const found = (await ask(other, '/api/v1/runs')).body as RunsPageBody;
    await other.close();
    const context = { theme: lightTheme, width: 900, synthetic: true };

    const times = durationMap(found, context).table.rows.filter(({ run }) => String(run).startsWith('cut-'));
    expect(times).toEqual([
      { run: 'cut-a', cut: '1 x 1', factor: 'RSI14', milliseconds: 350 },
      { run: 'cut-b', cut: '1 x 8', factor: 'RSI14', milliseconds: 70 },
    ]);
    expect(concurrencyMap(found, context).table.rows).toEqual([
      { x: 'as planned', y: 'as planned', value: 20, runs: 1 },
      { x: '1', y: '1', value: 40, runs: 1 },
      { x: '1', y: '8', value: 10, runs: 2 },
      { x: '2', y: '3', value: 90, runs: 1 },
    ]);
  });
});

describe('GET /api/v1/data', () => {
  test('shows deliveries, quarantine by reason, gaps and restatements', async () => {
    await warehouse.command(
      `INSERT INTO prices SELECT * REPLACE (close + 1 AS close, row_hash + 7 AS row_hash, version + 1 AS version) FROM prices
       WHERE symbol = 'BETA' AND date = '2023-01-05'`,
    );
    await warehouse.command(
      `ALTER TABLE prices DELETE WHERE symbol = 'ALPHA' AND date = '2023-01-06' SETTINGS mutations_sync = 1`,
    );
    const found = await body<Health>('/api/v1/data');
    expect(found.deliveries).toContainEqual({
      source: 'stooq',
      deliveries: 1,
      failed: 1,
      rowsRead: 2,
      rowsNew: 0,
      rowsUnchanged: 0,
      rowsQuarantined: 2,
      lastDelivery: '2024-01-05 10:00:00',
    });
    expect(found.quarantine).toMatchObject([{ code: 'HIGH_BELOW_LOW', count: 2 }]);
    expect(found.prices.map(({ symbol, days, gaps, restated }) => [symbol, days, gaps, restated])).toEqual([
      ['ALPHA', 59, 1, 0],
      ['BETA', 60, 0, 1],
      ['DELTA', 60, 0, 0],
      ['GAMMA', 60, 0, 0],
    ]);
    expect(found.coverage[0]).toMatchObject({ date: '2023-01-01', real: 0 });
    const stateOf = (subject: string) => found.state.find((line) => line.subject === subject);
    expect(stateOf('symbols')?.found).toMatch(/^4 stocks, 239 price rows/);
    expect(stateOf('gaps')).toMatchObject({ state: 'look', found: '1 session without a price in 1 stock: ALPHA (1)' });
    expect(stateOf('quarantine')?.found).toMatch(/^2 entries open: .* HIGH_BELOW_LOW \(2\)/);
  });
});
