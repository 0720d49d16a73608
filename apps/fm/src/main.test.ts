import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runFm } from './testing/run-fm.ts';

const header = 'Date,Open,High,Low,Close,Adj Close,Volume\n';

describe('fm', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-main-'));
  const folder = join(home, 'prices');

  beforeAll(() => {
    mkdirSync(join(folder, 'empty'), { recursive: true });
    writeFileSync(
      join(folder, 'GOOD.csv'),
      `${header}2024-01-02,10,11,9,10,10,100\n2024-01-03,10,11,9,10.5,10.5,120\n`,
    );
    writeFileSync(join(folder, 'BAD.csv'), `${header}2024-01-02,10,11,9,10,10,100\n2024-02-30,10,11,9,10,10,100\n`);
    writeFileSync(join(folder, 'EMPTY.csv'), '');
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test.each([
    [['--help'], /Usage: fm/],
    [['--version'], /^\d+\.\d+\.\d+\n$/],
    [['completion', '--help'], /Examples:/],
    [['mine', '--help'], /Examples:[\s\S]*rolling:252:21/],
    [['ingest', 'prices', '--help'], /Examples:/],
    [['factors', '--help'], /Examples:/],
    [['results', '--help'], /Examples:/],
    [['export', '--help'], /Examples:/],
    [['serve', '--help'], /Examples:/],
    [['demo', '--help'], /Examples:/],
    [['doctor', '--help'], /Examples:/],
    [['factors', 'show', '--help'], /Examples:/],
    [['quarantine', 'list', '--help'], /Examples:/],
    [['quarantine', 'replay', '--help'], /Examples:/],
    [['collect', 'sec-filing', '--help'], /Examples:/],
    [['verify', '--help'], /Examples:/],
    [['report', '--help'], /Examples:/],
  ])('%j explains itself on standard output', (args, text) => {
    const run = runFm(home, ...args);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toMatch(text);
  });

  test.each([
    [[], /Usage: fm/],
    [['nonsense'], /unknown command/],
    [['mine', '--factors', 'ALPHA'], /REFUSED_REQUEST[\s\S]*ALPHA[\s\S]*RSI14[\s\S]*remedy/],
    [['mine', '--ranges', '2024-02-30..2024-03-01'], /2024-02-30 is not a date/],
    [['mine', '--weighting', 'value'], /REFUSED_REQUEST[\s\S]*value/],
    [['mine', '--format', 'xml'], /choices/],
    [['export', 'everything'], /choices/],
    [['serve', '--port', 'http'], /whole number/],
    [['ingest', 'prices', 'nowhere.csv'], /nowhere\.csv/],
  ])('%j is wrong use: status 2, nothing on standard output', (args, text) => {
    const run = runFm(home, ...args);
    expect({ status: run.status, stdout: run.stdout }).toEqual({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(text);
  });

  test('an ingest names each fault with file, line and remedy, fails, and loads the good rows', () => {
    const run = runFm(home, 'ingest', 'prices', folder, '--format', 'json');
    expect(run.status).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({ rowsRead: 4, rowsNew: 3, rowsQuarantined: 1 });
    expect(run.stderr).toMatch(/DATE_IMPOSSIBLE: \S*BAD\.csv line 3: .*2024-02-30/);
    expect(run.stderr).toMatch(/FILE_EMPTY: \S*EMPTY\.csv/);
    const again = runFm(home, 'ingest', 'prices', join(folder, 'GOOD.csv'), '--format', 'json');
    expect(again.status).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ rowsNew: 0, rowsUnchanged: 2 });
  });

  test.each([
    [['mine', '--ranges', '1990-01-01..1990-12-31'], /NO_SESSIONS[\s\S]*2024-01-02[\s\S]*remedy/],
    [['mine', '--ranges', 'yearly', '--weighting', 'cap'], /NO_SHARE_COUNTS[\s\S]*--weighting equal/],
    [['results'], /NO_RUNS/],
  ])('%j cannot be done: status 1 and what to do', (args, text) => {
    const run = runFm(home, ...args);
    expect({ status: run.status, stdout: run.stdout }).toEqual({ status: 1, stdout: '' });
    expect(run.stderr).toMatch(text);
  });

  test('a run that is not there is wrong use', () => {
    const run = runFm(home, 'results', '--run', 'none');
    expect(run).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('UNKNOWN_RUN') });
  });

  test('a folder without files is wrong use, and named', () => {
    const run = runFm(home, 'ingest', 'prices', join(folder, 'empty'));
    expect({ status: run.status, stdout: run.stdout }).toEqual({ status: 2, stdout: '' });
    expect(run.stderr).toContain(join(folder, 'empty'));
  });

  test('doctor says which runtime and warehouse are used', () => {
    const run = runFm(home, 'doctor', '--format', 'json');
    const findings = JSON.parse(run.stdout) as { capability: string; state: string; found: string }[];
    expect(findings.find((finding) => finding.capability === 'runtime')).toMatchObject({ state: 'ok' });
    expect(findings.find((finding) => finding.capability === 'warehouse')?.found).toContain(home);
  });

  test('factors are listed as JSON with everything but their code', () => {
    const [first] = JSON.parse(runFm(home, 'factors', '--format', 'json').stdout) as Record<string, unknown>[];
    expect(first).toMatchObject({ name: expect.any(String), source: expect.any(String), lookBack: expect.anything() });
  });
});
