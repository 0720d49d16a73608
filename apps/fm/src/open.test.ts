import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { holdFolder } from '@fm/warehouse/testing';
import type { WarehouseState } from './open/warehouse-state.ts';
import { sizeText } from './open/show-state.ts';
import { runFm } from './testing/run-fm.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-open-'));
const fm = (...args: string[]) => runFm(home, ...args);
let holder: Awaited<ReturnType<typeof holdFolder>> | undefined;
const header = 'Date,Open,High,Low,Close,Adj Close,Volume\n';

beforeAll(() => {
  writeFileSync(join(home, 'KO.csv'), `${header}2024-03-01,10,11,9,10,10,5\n2024-03-04,10,11,9,10,10,-5\n`);
  expect(fm('ingest', 'prices', join(home, 'KO.csv')).status).toBe(1);
});
afterAll(async () => {
  await holder?.end();
  rmSync(home, { recursive: true, force: true });
});

describe('fm open', () => {
  test('shows files, symbols, runs and sizes, also beside a process that holds the folder', async () => {
    holder = await holdFolder(home);
    const state = JSON.parse(fm('open', '--format', 'json').stdout) as WarehouseState;
    expect(state).toMatchObject({
      files: [{ uri: join(home, 'KO.csv'), source: 'yahoo', status: 'partial', new: 1, quarantined: 1 }],
      symbols: [{ symbol: 'KO', days: 1, first: '2024-03-01', last: '2024-03-01', sources: ['yahoo'] }],
      runs: [],
    });
    expect(state.sizes.find(({ what }) => what === 'prices')).toMatchObject({ rows: 1 });
    const shown = fm('open');
    expect(shown).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/files: 1\n[^]*symbols: 1\n[^]*runs: 0\n/),
    });
    expect(shown.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(fm('open', 'symbols', '--format', 'csv').stdout).toContain('KO,1,2024-03-01');
    expect(fm('open', '--format', 'csv')).toMatchObject({ status: 2 });
    expect(fm('open', 'nothing').status).toBe(2);
  }, 120_000);

  test('makes nothing in a folder without a warehouse', () => {
    const empty = join(home, 'none');
    expect(runFm(empty, 'open').stderr).toContain('WAREHOUSE_MISSING');
    expect(existsSync(empty)).toBe(false);
  }, 60_000);

  test('sizes have a unit', () => {
    expect([0, 999, 1000, 1_234_567, 5e12, 7e15].map(sizeText)).toEqual([
      ...['0 B', '999 B', '1.0 kB', '1.2 MB', '5.0 TB', '7000.0 TB'],
    ]);
  });
});
