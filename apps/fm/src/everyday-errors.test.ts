import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runFm } from './testing/run-fm.ts';

const top = mkdtempSync(join(tmpdir(), 'fm-everyday-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));

/** Prices of a stock in Yahoo's CSV, 60 sessions. */
function pricesOf(stock: number): string {
  const rows = Array.from({ length: 60 }, (_, day) => {
    const date = new Date(Date.UTC(2023, 0, 2 + day)).toISOString().slice(0, 10);
    const close = (50 + stock * 7 + 6 * Math.sin(day / (3 + stock))).toFixed(4);
    return [date, close, close, close, close, close, 1000 + day].join(',');
  });
  return ['Date,Open,High,Low,Close,Adj Close,Volume', ...rows].join('\n');
}

describe('in a folder that has no warehouse', () => {
  const home = join(top, 'wrong');

  test.each([
    [['results']],
    [['results', '--list']],
    [['runs']],
    [['runs', 'show', '0123']],
    [['runs', 'resume', '0123']],
    [['report', 'ROC20']],
    [['verify', 'all']],
    [['mine']],
    [['mine', '--workflow']],
    [['export', 'factor-values']],
    [['quarantine', 'list']],
    [['serve', '--port', '0']],
  ])('%j says so, with what to do, and makes nothing', (args) => {
    const run = runFm(home, ...args);
    expect({ status: run.status, stdout: run.stdout }).toEqual({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(
      /^WAREHOUSE_MISSING: .*\n {2}where: {2}\S*wrong\n {2}remedy: .*FM_HOME.*fm ingest prices/,
    );
    expect(existsSync(home)).toBe(false);
  });

  test('doctor and the catalogue answer, and make nothing', () => {
    const [doctor, factor] = [runFm(home, 'doctor', '--format', 'json'), runFm(home, 'factors', 'show', 'ROC20')];
    const findings = JSON.parse(doctor.stdout) as { capability: string; state: string; remedy: string }[];
    const found = findings.find(({ capability }) => capability === 'warehouse');
    expect(found).toMatchObject({ state: 'missing', remedy: expect.stringContaining('fm demo') });
    expect(factor).toMatchObject({ status: 0, stdout: expect.stringContaining('nothing has been mined yet') });
    expect(existsSync(home)).toBe(false);
  });
});

describe('a port', () => {
  let other: Server;
  let port = 0;
  beforeAll(async () => {
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    port = (other.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => other.close(resolve)));

  test.each([[['serve']], [['demo', '--serve']]])('that is taken ends fm %j before any work', (command) => {
    const home = join(top, 'busy');
    const run = runFm(home, ...command, '--port', String(port));
    expect({ status: run.status, stdout: run.stdout }).toEqual({ status: 1, stdout: '' });
    expect(run.stderr).toMatch(/^PORT_BUSY: another program listens on port \d+\n.*\n {2}remedy: .*--port 0/);
    expect(existsSync(home)).toBe(false);
  });

  test.each([['65536'], ['8o80']])('%s is wrong use of serve and of demo', (text) => {
    for (const command of ['serve', 'demo']) {
      const run = runFm(join(top, 'range'), command, '--port', text);
      expect(run.status).toBe(2);
      expect(run.stderr).toMatch(/^WRONG_USE: .*--port.*(whole number|argument missing)[\s\S]*remedy: /);
    }
  });

  test('is not taken on an address that this machine does not have', () => {
    const run = runFm(join(top, 'host'), 'serve', '--host', '192.0.2.1', '--port', '0');
    expect(run).toMatchObject({ status: 2, stderr: expect.stringMatching(/^HOST_UNKNOWN: .*192\.0\.2\.1/) });
  });

  test('that others can reach does not start runs', () => {
    for (const option of ['--runs', '--allow-runs']) {
      const run = runFm(join(top, 'host'), 'serve', '--host', '0.0.0.0', option);
      expect(run).toMatchObject({ status: 2, stderr: expect.stringMatching(/^SERVE_RUNS_LOOPBACK: /) });
    }
  });
});

describe('over five stocks', () => {
  const home = join(top, 'five');
  beforeAll(() => {
    const folder = join(top, 'prices');
    mkdirSync(folder);
    for (let stock = 0; stock < 5; stock++) writeFileSync(join(folder, `ST${'ABCDE'[stock]}.csv`), pricesOf(stock));
    expect(runFm(home, 'ingest', 'prices', folder).status).toBe(0);
  });

  test('more portfolios than stocks are refused, with how many there can be', () => {
    const run = runFm(home, 'mine', '--factors', 'ROC20', '--groups', '100');
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(/^TOO_MANY_GROUPS: 5 stocks .* 100 portfolios\n {2}remedy: .*at most 5/);
  });

  test('one stock cannot be sorted, whatever is asked for', () => {
    const run = runFm(home, 'mine', '--factors', 'ROC20', '--universe', 'STA');
    expect(run.stderr).toMatch(/^TOO_MANY_GROUPS: 1 stock cannot .*\n {2}remedy: .*more stocks/);
  });

  test.each([
    ['mine', ['mine', '--factors', 'ROC2']],
    ['report', ['report', 'roc-20']],
    ['verify', ['verify', 'RSI14,ROC2O']],
    ['factors show', ['factors', 'show', 'RC20']],
  ])('fm %s names the factor that was probably meant', (_, args) => {
    const run = runFm(home, ...args);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(/^REFUSED_REQUEST: the factor "\S+" is unknown; did you mean ROC20/);
  });

  test.each([
    [join(top, 'nowhere', 'values.csv'), /^OUTPUT_FOLDER_MISSING: .*nowhere.*\n.*\n {2}remedy: .*mkdir -p/],
    [top, /^OUTPUT_IS_A_FOLDER: /],
    [join(top, 'prices', 'STA.csv', 'values.csv'), /^OUTPUT_FOLDER_MISSING: /],
  ])('an export to %s is refused before it is made', (path, text) => {
    const run = runFm(home, 'export', 'factor-values', '--output', path);
    expect(run).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(text) });
  });
});
