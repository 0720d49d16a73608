import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openWarehouse, pricesTable } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { runFm } from './testing/run-fm.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-forget-'));
const fm = (...args: string[]) => runFm(home, ...args);
const runs = () => JSON.parse(fm('runs', '--format', 'json').stdout) as { id: string; dataVersion: string }[];
const mine = () => fm('mine', '--factors', 'ROC20', '--ranges', '2020-03-02..2020-08-31', '--format', 'csv');

beforeAll(async () => {
  const warehouse = await openWarehouse({ home });
  await warehouse.insert(pricesTable, wavePrices(6, '2020-01-01', 193));
  await warehouse.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('fm forget', () => {
  test('names rows and runs first, and does nothing without --yes where nobody can be asked', () => {
    expect(mine()).toMatchObject({ status: 0 });
    const symbol = wavePrices(1, '2020-01-01', 1)[0]?.symbol as string;
    const dry = fm('forget', 'symbol', symbol, '--dry-run', '--format', 'json');
    expect(JSON.parse(dry.stdout)).toMatchObject({
      kind: 'symbol',
      name: symbol,
      rows: [{ table: 'prices', rows: 193 }],
      runs: [{ id: runs()[0]?.id }],
      forgotten: false,
    });
    const asked = fm('forget', 'symbol', symbol);
    expect(asked).toMatchObject({ status: 2, stdout: expect.stringMatching(/prices +193/) });
    expect(asked.stderr).toContain('Nothing was forgotten');
    expect(asked.stderr).toContain('trial in the ledger');

    const [before] = runs();
    expect(fm('forget', 'symbol', symbol, '--yes', '--format', 'json')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('"forgotten":true'),
    });
    expect(fm('forget', 'symbol', symbol)).toMatchObject({ status: 2 });
    // The older run stays, and says that its data are others now.
    expect(fm('runs', 'resume', before?.id ?? '').stderr).toContain('the data changed since');
    expect(mine()).toMatchObject({ status: 0 });
    const versions = runs().map(({ dataVersion }) => dataVersion);
    expect(new Set(versions).size).toBe(2);
  }, 300_000);

  test('removes a run and leaves its trials, and a file by the end of its path', () => {
    const [run] = runs();
    const trials = JSON.parse(fm('trials', '--format', 'json').stdout).trials.length as number;
    expect(fm('forget', 'run', run?.id ?? '', '--yes').stderr).toContain('its trials in the ledger');
    expect(runs().map(({ id }) => id)).not.toContain(run?.id);
    expect(JSON.parse(fm('trials', '--format', 'json').stdout).trials).toHaveLength(trials);

    writeFileSync(join(home, 'quality.csv'), 'date,symbol,value\n2020-03-05,KO,0.7\n');
    expect(fm('ingest', 'factor-values', join(home, 'quality.csv')).status).toBe(0);
    expect(fm('forget', 'file', 'quality.csv', '--yes')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/user_values +1/),
    });
    expect(fm('forget', 'file', 'quality.csv', '--yes').stderr).toContain('FORGET_NOTHING');
    expect(fm('forget', 'source', 'nothing').stderr).toContain('FORGET_UNKNOWN_SOURCE');
  }, 300_000);
});
