import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startReplayServer, type ReplayServer } from '@fm/platform/testing';
import { openWarehouse } from '@fm/warehouse';
import { mainPath, runFmBeside, type FmRun } from '../testing/run-fm.ts';
import type { DayReport } from './changes.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-update-'));
const symbols = ['AAA', 'BBB', 'CCC', 'DDD', 'EEE', 'FFF'];
/** Sessions of the invented market: every weekday before a day, the last ones named. */
const sessions = Array.from({ length: 90 }, (_, back) => new Date(Date.UTC(2024, 2, 6) - back * 86_400_000))
  .filter((day) => day.getUTCDay() % 6 !== 0)
  .reverse();
const [monday, tuesday, wednesday] = ['2024-03-04', '2024-03-05', '2024-03-06'] as const;
let server: ReplayServer;

beforeAll(async () => {
  server = await startReplayServer();
});
afterAll(async () => {
  await server.close();
  rmSync(home, { recursive: true });
});

/** Records the answer of the provider for a symbol: its prices until a day. */
function record(symbol: string, until: string): void {
  const days = sessions.filter((day) => day.toISOString().slice(0, 10) <= until);
  const at = symbols.indexOf(symbol);
  const price = days.map((_, day) => Number((50 + 8 * Math.sin(day / (2 + at)) + day / 30).toFixed(2)));
  const quote = [{ open: price, high: price, low: price, close: price, volume: price.map(() => 1000) }];
  const meta = { symbol, exchangeTimezoneName: 'America/New_York', dataGranularity: '1d' };
  const timestamp = days.map((day) => day.getTime() / 1000 + 14.5 * 3600);
  const result = { meta, timestamp, indicators: { quote, adjclose: [{ adjclose: price }] } };
  server.record(`/v8/finance/chart/${symbol}`, { body: JSON.stringify({ chart: { result: [result], error: null } }) });
}

const variables = () => ({ PRICES_ORIGIN: server.origin, SEC_USER_AGENT: '', TAVILY_API_KEY: '' });
const words = (day: string) => [
  ...['update', '--day', day, '--symbols', symbols.join(','), '--factors', 'RSI14,ROC20'],
  ...['--ranges', '2023-12-10..2024-03-06', '--format', 'json'],
];
const update = (day: string): Promise<FmRun> => runFmBeside(home, variables(), ...words(day));
const reportOf = (day: string): DayReport =>
  (JSON.parse(readFileSync(join(home, 'reports', `${day}.json`), 'utf8')) as { report: DayReport }).report;

/** Starts the same and ends it by SIGKILL as soon as it says that it works. */
async function killedUpdate(day: string): Promise<void> {
  const child = spawn(process.execPath, [mainPath, ...words(day)], {
    env: { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '', ...variables() },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const requests = server.requests.length;
  while (server.requests.length < requests + 3) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGKILL');
  await once(child, 'close');
}

describe('fm update over three days', () => {
  test('says on the first day what is in and how many factors were judged', async () => {
    for (const symbol of symbols) record(symbol, monday);
    const run = await update(monday);
    expect(run.stderr).not.toContain('UNEXPECTED');
    expect(JSON.parse(run.stdout)).toMatchObject({
      day: monday,
      sources: [{ source: 'market-data', expected: 6, arrived: 6, late: [] }],
      changes: ['First report: 2 factors were judged.'],
    });
    expect(run.status).toBe(0);
  }, 120_000);

  test('names on the second day the symbol that is late, also after a process that was killed', async () => {
    for (const symbol of symbols) record(symbol, symbol === 'CCC' ? monday : tuesday);
    await killedUpdate(tuesday);
    expect(readdirSync(join(home, 'reports'))).toEqual([`${monday}.json`]);
    const run = await update(tuesday);
    expect(run.status).toBe(1);
    expect(reportOf(tuesday).sources).toEqual([
      {
        source: 'market-data',
        expected: 6,
        arrived: 5,
        late: [{ subject: 'CCC', reason: `newest price ${monday}, others have ${tuesday}` }],
      },
    ]);
    expect(reportOf(tuesday).runId).not.toBe(reportOf(monday).runId);
    const again = await update(tuesday);
    expect(JSON.parse(again.stdout)).toEqual(reportOf(tuesday));
  }, 240_000);

  test('mines nothing on the third day while the provider fails, and goes on when it answers', async () => {
    for (const symbol of symbols) server.misbehave(`/v8/finance/chart/${symbol}`, { kind: 'forbidden-html' }, 99);
    const failed = await update(wednesday);
    expect(failed.status).toBe(1);
    expect(reportOf(wednesday)).toMatchObject({
      notMined: 'not mined: prices of 0 of 6 symbols are in, 80 % are needed',
      changes: [],
    });
    await server.close();
    server = await startReplayServer();
    for (const symbol of symbols) record(symbol, wednesday);
    const run = await update(wednesday);
    expect(run.status).toBe(0);
    expect(reportOf(wednesday).sources[0]).toMatchObject({ arrived: 6, late: [] });
  }, 240_000);

  test('has lost and doubled nothing: every session of every symbol once, and a run for each day', async () => {
    const warehouse = await openWarehouse({ home });
    const [prices] = await warehouse.query(
      'SELECT count() AS rows, uniqExact(symbol, date) AS keys FROM prices_latest',
    );
    const [runs] = await warehouse.query("SELECT count() AS runs FROM runs FINAL WHERE status = 'succeeded'");
    await warehouse.close();
    const expected = String(symbols.length * sessions.length);
    expect(prices).toEqual({ rows: expected, keys: expected });
    expect(runs).toEqual({ runs: '3' });
  });
});
