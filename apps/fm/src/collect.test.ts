import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startReplayServer, type ReplayServer } from '@fm/platform/testing';
import { holdHomes } from './testing/hold-homes.ts';
import { runFm, runFmBeside, type FmRun } from './testing/run-fm.ts';

const key = 'tvly-PLANTED-KEY-1';
const contact = 'Planted Person planted@example.org';

const home = mkdtempSync(join(tmpdir(), 'fm-collect-'));
let server: ReplayServer;
holdHomes([home]);
beforeEach(async () => {
  server = await startReplayServer();
});
afterEach(() => server.close());

const fm = (...args: string[]): Promise<FmRun> =>
  runFmBeside(
    home,
    {
      PRICES_ORIGIN: server.origin,
      SEC_ORIGIN: server.origin,
      TAVILY_ENDPOINT: `${server.origin}/search`,
      TAVILY_API_KEY: key,
      SEC_USER_AGENT: contact,
    },
    ...args,
  );

function chart(symbol: string): string {
  const opens = [1_709_562_600, 1_709_649_000, 1_709_735_400];
  const values = (value: number) => opens.map(() => value);
  const quote = [{ open: values(10), high: values(11), low: values(9), close: values(10), volume: values(1000) }];
  const meta = { symbol, exchangeTimezoneName: 'America/New_York', dataGranularity: '1d' };
  const result = { meta, timestamp: opens, indicators: { quote, adjclose: [{ adjclose: values(10) }] } };
  return JSON.stringify({ chart: { result: [result], error: null } });
}

describe('fm collect market-data', () => {
  test('says of every symbol what became of it, ends with a table and reasons, and fails when one failed', async () => {
    server.record('/v8/finance/chart/GOOD', { body: chart('GOOD') });
    const run = await fm('collect', 'market-data', '--symbols', 'good,NONE');
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^Yahoo's and Stooq's data are for personal use\.\n/);
    expect(run.stderr).toMatch(
      /1\/2 GOOD new: 3 new rows from yahoo\n2\/2 NONE failed: HTTP_NOT_FOUND, HTTP_NOT_FOUND\n/,
    );
    expect(run.stderr).toMatch(/failed NONE: HTTP_NOT_FOUND: .*Check the symbol/);
    expect(run.stdout.split('\n').map((line) => line.split(/\s+/))).toEqual([
      ['source', 'fetched', 'new', 'unchanged', 'quarantined', 'failed'],
      ['market-data', '1', '1', '0', '0', '1'],
      [''],
    ]);
    const again = await fm('collect', 'market-data', '--symbols', 'GOOD', '--format', 'json');
    expect(again.status).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({
      source: 'market-data',
      fetched: 1,
      new: 0,
      unchanged: 1,
      failed: [],
    });
  });

  test('says which symbols the second provider gave, and why', async () => {
    server.misbehave('/v8/finance/chart/AAA', { kind: 'forbidden-html' }, 9);
    server.record('/q/d/l/', {
      contentType: 'text/csv',
      body: 'Date,Open,High,Low,Close,Volume\n2024-03-01,10,11,9,10,5\n',
    });
    const run = await fm('collect', 'market-data', '--symbols', 'AAA');
    expect(run.status).toBe(0);
    expect(run.stderr).toContain('AAA: yahoo did not give (HTTP_BLOCKED), stooq did');
  });

  test('a store that cannot be written is named with what to do, and nothing is said to be collected', async () => {
    writeFileSync(join(home, 'file'), '');
    server.record('/v8/finance/chart/GOOD', { body: chart('GOOD') });
    process.env['FM_OBJECT_STORE'] = `file://${home}/file/objects`;
    const run = await fm('collect', 'market-data', '--symbols', 'GOOD,MORE');
    delete process.env['FM_OBJECT_STORE'];
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/failed GOOD, MORE: OBJECT_STORE_FAILED: .*file\/objects/);
    expect(run.stderr).not.toContain('UNEXPECTED');
  });
});

describe('fm collect web-search', () => {
  test('a refused key is said once for all searches, without the key', async () => {
    server.record('/search', { status: 401, body: `{"detail":{"error":"Unauthorized: ${key}"}}` });
    const run = await fm('collect', 'web-search', '--symbols', 'V=Visa Inc.,KO');
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^4 searches, each paid for once an hour at most\n/);
    expect(run.stderr.match(/HTTP_BLOCKED/g)).toHaveLength(1);
    expect(run.stderr).toMatch(/failed V \S+, V \S+, KO \S+, KO \S+: HTTP_BLOCKED: .*Check the key/);
    expect(server.requests).toHaveLength(1);
    expect(JSON.parse(server.requests[0]!.body)).toMatchObject({ query: '"Visa Inc." (V) stock news' });
    expect(run.stdout + run.stderr).not.toContain('PLANTED');
  });
});

describe('fm collect sec-filing', () => {
  test('a company that is not there fails by name, without the contact', async () => {
    server.record('/files/company_tickers.json', { body: '{"0":{"cik_str":9,"ticker":"GONE","title":"Gone"}}' });
    const run = await fm('collect', 'sec-filing', '--symbols', 'GONE');
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/1\/1 GONE failed\nfailed GONE: HTTP_NOT_FOUND: .*submissions\/CIK0000000009\.json/);
    expect(run.stdout + run.stderr).not.toMatch(/planted/i);
  });
});

test.each([
  [['collect', 'market-data', '--since', 'yesterday'], /not a day; write YYYY-MM-DD/],
  [['collect', 'market-data', '--since', '2024-02-30'], /not a day/],
  [['collect', 'market-data', '--symbols', 'AAPL,,MSFT'], /"" is not a symbol/],
  [['collect', 'sec-filing', '--since', '2024-01-01'], /unknown option/],
  [['ingest', 'web-search', '--collected-at', 'noon', 'x.json'], /not a moment/],
  [['ingest', 'web-search', 'nowhere.json', '--symbol', 'A'], /PATH_UNREADABLE[\s\S]*nowhere\.json[\s\S]*remedy/],
  [['ingest', 'financial-report', 'nowhere.pdf'], /PATH_UNREADABLE[\s\S]*nowhere\.pdf/],
  [['ingest', 'corporate-actions', 'nowhere.csv'], /PATH_UNREADABLE[\s\S]*nowhere\.csv/],
  [['ingest', 'sec-filing', 'nowhere.json'], /nowhere\.json/],
  [['quarantine', 'replay', 'none'], /QUARANTINE_NO_ENTRY/],
])('%j is wrong use: status 2, and what is right', (args, text) => {
  const run = runFm(home, ...args);
  expect({ status: run.status, stdout: run.stdout }).toEqual({ status: 2, stdout: '' });
  expect(run.stderr).toMatch(text);
});

test('without key or contact nothing is asked, and the setting is named with an example', () => {
  expect(runFm(home, 'collect', 'web-search')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/TAVILY_API_KEY=tvly/),
  });
  expect(runFm(home, 'collect', 'sec-filing')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/SEC_USER_AGENT=/),
  });
});
