import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '@fm/platform';
import { openWarehouse, pricesTable, type Warehouse } from '@fm/warehouse';
import { weekdays } from '@fm/warehouse/testing/wave-prices';
import { readResults } from '@fm/results/read';
import { readUniverse } from '@fm/market';
import { randomWalkRows } from '@fm/market/testing/price-rows';
import { mine } from '../run.ts';
import { readRequest } from './request.ts';

describe('the members of a universe', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-universe-'));
  const list = join(home, 'list.csv');
  let warehouse: Warehouse;
  const symbols = ['AAPL', 'BF-B', 'BRK.B', 'IBM', 'KO', 'MSFT'];
  const read = (text: string) => {
    writeFileSync(list, text);
    return readUniverse(warehouse, list);
  };

  beforeAll(async () => {
    warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, randomWalkRows(symbols, weekdays('2018-01-01', 120), 3));
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('are found under the spelling that their prices have', async () => {
    const { members, unknown } = await read('BRK/B\nBF.B\nAAPL\n');
    expect(members.map(({ symbol }) => symbol)).toEqual(['AAPL', 'BF-B', 'BRK.B']);
    expect(unknown).toEqual([]);
  });

  test('are all stocks that are ingested, without indices and currency pairs unless these are named', async () => {
    await warehouse.insert(pricesTable, randomWalkRows(['^DJI', 'BTC-USD'], weekdays('2018-01-01', 3), 3));
    const { members, leftOut } = await readUniverse(warehouse, 'ingested');
    expect(members.map(({ symbol }) => symbol)).toEqual(symbols);
    expect(leftOut).toEqual(['BTC-USD', '^DJI']);
    expect((await readUniverse(warehouse, 'KO,^DJI')).members.map(({ symbol }) => symbol)).toEqual(['KO', '^DJI']);
  });

  test('without prices are named with what may be meant', async () => {
    const { unknown } = await read('APPL\nIBM\nKO\nMSFT\n');
    expect(unknown).toEqual([{ symbol: 'APPL', near: ['AAPL'] }]);
  });

  test('without prices are named beside the results of a run', async () => {
    writeFileSync(list, 'BF.B\nBRK-B\nIBM\nKO\nMSFT\nAPPL\nNONE\n');
    const request = readRequest({ factors: 'ROC20', universe: list, ranges: 'yearly' });
    const { runId } = await mine({ warehouse, request, clock: systemClock, codeVersion: 'test' });
    const { run } = await readResults(warehouse, runId);
    expect(run.notes).toContain('No prices: 2 of 7 stocks of the universe have none: APPL (AAPL?), NONE.');
  });

  test('are refused where most have no prices', async () => {
    await expect(read('APPL\nIMB\nKO\n')).rejects.toMatchObject({
      code: 'MEMBERS_UNKNOWN',
      message: expect.stringContaining('APPL (AAPL?), IMB (IBM?)'),
    });
    await expect(read('APPL\nIMB\n')).rejects.toMatchObject({
      code: 'EMPTY_UNIVERSE',
      message: expect.stringContaining('APPL (AAPL?)'),
    });
  });

  test('that left before the first price, or came after the last, are not missed', async () => {
    const { unknown } = await read('OLD,1996-01-02,2001-01-02\nELD,1996-01-02,2001-01-02\nNEW,2030-01-01,\nKO,,\n');
    expect(unknown).toEqual([]);
  });
});
