import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openWarehouse, type Warehouse } from '@fm/warehouse';
import { ingestRiskFree } from './ingest-risk-free.ts';
import { parseRiskFree } from './parse-risk-free.ts';
import { replayRate } from './replay-rate.ts';

const french = `This file was created by hand.\r\n\r\n,Mkt-RF,SMB,HML,RF\r\n19630701,   -0.67,    0.00,   -0.34,    0.01\r\n20240230,0,0,0,0.02\r\n20240301,0,0,0,dog\r\n\r\nCopyright\r\n`;

describe('parseRiskFree', () => {
  test("reads French's percent per session and names the lines it cannot use", () => {
    expect(parseRiskFree(french)).toEqual({
      series: 'FF-RF',
      rates: [{ date: '1963-07-01', rate: 0.0001 }],
      refused: [
        { line: 5, what: 'the calendar has no 2024-02-30' },
        { line: 6, what: '"dog" is no rate in percent' },
      ],
    });
  });

  test("spreads FRED's annual rate over 252 sessions and passes over days without one", () => {
    const parsed = parseRiskFree('observation_date,DTB3\n2024-01-01,.\n2024-01-02,5.04\n');
    expect(parsed).toEqual({ series: 'DTB3', rates: [{ date: '2024-01-02', rate: 0.0504 / 252 }], refused: [] });
  });

  test('anything else is neither', () => {
    expect(parseRiskFree('Date,Open\n2024-01-02,1\n')).toBeUndefined();
  });
});

describe('ingestRiskFree', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-rates-'));
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openWarehouse({ home });
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('loads a file once, however often it comes, and keeps what it cannot use', async () => {
    const file = join(home, 'rates.csv');
    writeFileSync(file, french);
    expect(await ingestRiskFree(warehouse, file)).toMatchObject({
      series: 'FF-RF',
      read: 3,
      new: 1,
      unchanged: 0,
      quarantined: 2,
    });
    expect(await ingestRiskFree(warehouse, file)).toMatchObject({ new: 0, unchanged: 1 });
    const rows = await warehouse.query('SELECT count() AS rows FROM quarantine FINAL');
    expect(rows).toEqual([{ rows: '2' }]);
  });

  test('a replay takes a mended line, and leaves open what is still no rate', async () => {
    const file = join(home, 'mend.csv');
    writeFileSync(file, ',RF\n20240301,dog\n20240304,cat\n');
    const { asideIds } = await ingestRiskFree(warehouse, file);
    writeFileSync(file, ',RF\n20240301,0.02\n20240304,cat\n');
    const replay = (id: string | undefined) => replayRate({ warehouse, id: id ?? '' });
    expect(await replay(asideIds[0])).toEqual({ state: 'replayed', reason: '' });
    expect(await replay(asideIds[1])).toEqual({ state: 'open', reason: '"cat" is no rate in percent' });
    await expect(replay('none')).rejects.toMatchObject({ code: 'QUARANTINE_NO_ENTRY' });
  });

  test('a missing file and a file without a series are named', async () => {
    await expect(ingestRiskFree(warehouse, join(home, 'no.csv'))).rejects.toMatchObject({
      code: 'RISK_FREE_UNREADABLE',
    });
    writeFileSync(join(home, 'other.csv'), 'a,b\n1,2\n');
    await expect(ingestRiskFree(warehouse, join(home, 'other.csv'))).rejects.toMatchObject({
      code: 'RISK_FREE_NO_SERIES',
    });
  });

  const real = join(
    process.env['FM_REAL_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url)),
    'fama-french/michaelshpan-MIT/F-F_Research_Data_5_Factors_2x3_daily.csv',
  );
  (existsSync(real) ? test : test.skip)("French's own daily file is read to its last day", async () => {
    const summary = await ingestRiskFree(warehouse, real);
    expect(summary.quarantined).toBe(0);
    const rows = await warehouse.query('SELECT max(date) AS last, min(rate) >= 0 AS sound FROM risk_free FINAL');
    expect(rows).toEqual([{ last: '2026-01-30', sound: 1 }]);
  });
});
