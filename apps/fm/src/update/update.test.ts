import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startReplayServer, type ReplayServer } from '@fm/platform/testing';
import { accession, companyFacts, submissions } from '@fm/sec-filing/testing';
import { openWarehouse } from '@fm/warehouse';
import { fmProgram, runFmBeside, type FmRun } from '../testing/run-fm.ts';
import type { DayReport } from '@fm/mining/day';

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

/** Every company files with the SEC, under its place in the list. */
const cikOf = (symbol: string) => String(symbols.indexOf(symbol) + 1).padStart(10, '0');
const yearly = { accn: accession(1), form: '10-K', filed: '2024-02-12', accepted: '2024-02-12T22:30:00.000Z' };
const restated = { accn: accession(2), form: '10-K/A', filed: '2024-03-05', accepted: '2024-03-05T22:30:00.000Z' };

/** Records the filings of a company: its revenue of the year, in a first filing and in one that restates it. */
function recordFilings(symbol: string, ...revenues: (readonly [val: number, filing: typeof yearly])[]): void {
  const [cik, of] = [cikOf(symbol), symbols.indexOf(symbol) + 1];
  const filings = revenues.map(([, filing]) => filing);
  const rows = revenues.map(([val, { accn, form, filed }]) => ({
    ...{ start: '2023-01-01', end: '2023-12-31', val, accn, form, filed },
  }));
  server.record(`/submissions/CIK${cik}.json`, { body: JSON.stringify(submissions(of, filings)) });
  server.record(`/api/xbrl/companyfacts/CIK${cik}.json`, {
    body: JSON.stringify(companyFacts(of, { Revenues: rows })),
  });
}

const variables = () => ({
  PRICES_ORIGIN: server.origin,
  SEC_ORIGIN: server.origin,
  SEC_USER_AGENT: 'Example Research research@example.com',
  FM_CIKS: symbols.map((symbol) => `${symbol}=${cikOf(symbol)}`).join(','),
  TAVILY_API_KEY: '',
});
const words = (day: string) => [
  ...['update', '--day', day, '--symbols', symbols.join(','), '--factors', 'RSI14,ROC20'],
  ...['--ranges', '2023-12-10..2024-03-06', '--format', 'json'],
];
const update = (day: string): Promise<FmRun> => runFmBeside(home, variables(), ...words(day));
const reportOf = (day: string): DayReport =>
  (JSON.parse(readFileSync(join(home, 'reports', `${day}.json`), 'utf8')) as { report: DayReport }).report;

/** Starts the same and ends it by SIGKILL as soon as it says that it works. */
async function killedUpdate(day: string): Promise<void> {
  const child = spawn(process.execPath, [fmProgram(), ...words(day)], {
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
    for (const symbol of symbols) {
      record(symbol, monday);
      recordFilings(symbol, [100, yearly]);
    }
    const run = await update(monday);
    expect(run.stderr).not.toContain('UNEXPECTED');
    expect(JSON.parse(run.stdout)).toMatchObject({
      day: monday,
      sources: ['market-data', 'sec-filing'].map((source) => ({ source, expected: 6, arrived: 6, late: [] })),
      changes: ['First report: 2 factors were judged.'],
    });
    expect(run.status).toBe(0);
  }, 120_000);

  test('names on the second day the symbol that is late, and takes a restated filing, also after a process that was killed', async () => {
    for (const symbol of symbols) record(symbol, symbol === 'CCC' ? monday : tuesday);
    recordFilings('AAA', [100, yearly], [90, restated]);
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
      { source: 'sec-filing', expected: 6, arrived: 6, late: [] },
    ]);
    expect(reportOf(tuesday).runId).not.toBe(reportOf(monday).runId);
    const again = await update(tuesday);
    expect(JSON.parse(again.stdout)).toEqual(reportOf(tuesday));
  }, 240_000);

  test('mines nothing on the third day while the provider fails, and continues when it answers', async () => {
    for (const symbol of symbols) server.misbehave(`/v8/finance/chart/${symbol}`, { kind: 'forbidden-html' }, 99);
    const failed = await update(wednesday);
    expect(failed.status).toBe(1);
    expect(reportOf(wednesday)).toMatchObject({
      notMined: 'not mined: prices of 0 of 6 symbols are in, 80 % are needed',
      changes: [],
    });
    await server.close();
    server = await startReplayServer();
    for (const symbol of symbols) {
      record(symbol, wednesday);
      recordFilings(symbol, [100, yearly], ...(symbol === 'AAA' ? ([[90, restated]] as const) : []));
    }
    const run = await update(wednesday);
    expect(run.status).toBe(0);
    expect(reportOf(wednesday).sources[0]).toMatchObject({ arrived: 6, late: [] });
  }, 240_000);

  test('has lost and doubled nothing: every session of every symbol once, what was filed first and what was restated, and a run for each day', async () => {
    const warehouse = await openWarehouse({ home });
    const [prices] = await warehouse.query(
      'SELECT count() AS rows, uniqExact(symbol, date) AS keys FROM prices_latest',
    );
    const filed = await warehouse.query(
      "SELECT cik, value, accn FROM filing_facts FINAL WHERE tag = 'Revenues' ORDER BY cik, accn",
    );
    const [runs] = await warehouse.query("SELECT count() AS runs FROM runs FINAL WHERE status = 'succeeded'");
    await warehouse.close();
    const expected = String(symbols.length * sessions.length);
    expect(prices).toEqual({ rows: expected, keys: expected });
    expect(filed).toEqual([
      { cik: cikOf('AAA'), value: 100, accn: yearly.accn },
      { cik: cikOf('AAA'), value: 90, accn: restated.accn },
      ...symbols.slice(1).map((symbol) => ({ cik: cikOf(symbol), value: 100, accn: yearly.accn })),
    ]);
    expect(runs).toEqual({ runs: '3' });
  });
});
