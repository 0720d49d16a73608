import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { localObjectStore } from '@fm/object-store';
import { fixedClock } from '@fm/platform';
import { Quarantine } from '@fm/warehouse';
import { loadPriceObject } from './collect/load-price-object.ts';
import { priceObjectKey } from './collect/price-object.ts';
import { ingestPrices } from './ingest-prices.ts';
import { replayQuarantined } from './replay-quarantined.ts';
import { openDataFolder, type DataFolder } from './testing/data-folder.ts';
import { yahooHeader } from './testing/parsing.ts';

let folder: DataFolder;
beforeAll(async () => {
  folder = await openDataFolder();
});
afterAll(() => folder.end());

const stores = () => ({ warehouse: folder.warehouse, objectStore: localObjectStore(folder.path('objects')) });
const friday = fixedClock('2024-03-08T23:00:00Z');
const saturday = fixedClock('2024-03-11T23:00:00Z');

/** Ingests a file on Friday evening and gives the ids of what is in quarantine for its symbol. */
async function quarantined(symbol: string, ...rows: string[]): Promise<string[]> {
  const path = folder.write(`${symbol}.csv`, [yahooHeader, ...rows].join('\n'));
  await ingestPrices({ warehouse: folder.warehouse, paths: [path], clock: friday });
  return (await new Quarantine(folder.warehouse).list({ symbol })).map((row) => row.quarantine_id);
}

const rowsOf = async (symbol: string): Promise<number> => {
  const sql = 'SELECT toUInt32(count()) AS rows FROM prices_latest WHERE symbol = {symbol:String}';
  return (await folder.warehouse.query<{ rows: number }>(sql, { symbol }))[0]!.rows;
};

describe('replayQuarantined', () => {
  test('loads a row of the future once its day is over, and only once', async () => {
    const [id] = await quarantined('FUTURE', '2024-03-08,10,11,9,10,10,5', '2024-03-11,10,11,9,10,10,5');
    const replay = (clock: typeof friday) => replayQuarantined({ ...stores(), id: id!, clock });
    expect(await replay(friday)).toMatchObject({ state: 'open', reason: expect.stringContaining('after today') });
    expect(await replay(saturday)).toMatchObject({ state: 'replayed' });
    expect(await replay(saturday)).toMatchObject({ state: 'replayed', results: [{ rowsUnchanged: 1 }] });
    expect(await rowsOf('FUTURE')).toBe(2);
    const entry = await new Quarantine(folder.warehouse).get(id!);
    expect(entry!.state).toBe('replayed');
  });

  test('leaves a row open that is wrong in itself', async () => {
    const [id] = await quarantined('WRONG', '2024-03-07,10,11,9,10,10,5', '2024-03-08,10,11,9,10,10,-5');
    const options = { ...stores(), id: id!, clock: saturday, accept: true };
    expect(await replayQuarantined(options)).toMatchObject({ state: 'open' });
    expect(await rowsOf('WRONG')).toBe(1);
  });

  test('loads one of two conflicting rows when it is accepted', async () => {
    const ids = await quarantined('TWO', '2024-03-08,10,11,9,10,10,5', '2024-03-08,10,11,9,10.5,10.5,5');
    expect(ids).toHaveLength(2);
    const options = { ...stores(), id: ids[0]!, clock: saturday };
    expect(await replayQuarantined(options)).toMatchObject({ state: 'open' });
    expect(await rowsOf('TWO')).toBe(0);
    expect(await replayQuarantined({ ...options, accept: true })).toMatchObject({ state: 'replayed' });
    expect(await rowsOf('TWO')).toBe(1);
  });

  test('reads a whole file again once it is repaired', async () => {
    const path = folder.write('REPAIR.csv', '');
    await ingestPrices({ warehouse: folder.warehouse, paths: [path], clock: friday });
    const [entry] = await new Quarantine(folder.warehouse).list({ code: 'FILE_EMPTY' });
    const options = { ...stores(), id: entry!.quarantine_id, clock: saturday };
    expect(await replayQuarantined(options)).toMatchObject({ state: 'open' });
    folder.write('REPAIR.csv', `${yahooHeader}\n2024-03-08,10,11,9,10,10,5\n`);
    expect(await replayQuarantined(options)).toMatchObject({ state: 'replayed' });
    expect(await rowsOf('REPAIR')).toBe(1);
  });

  test('reads the stored answer of a provider again, and says so where the store does not have it', async () => {
    const { warehouse, objectStore } = stores();
    const name = { provider: 'yahoo' as const, symbol: 'KEPT', receivedAt: new Date('2024-03-08T22:00:00Z') };
    const answer = Buffer.from('{"chart":{"result":null,"error":{"code":"Internal","description":"later"}}}');
    const key = priceObjectKey(name, answer);
    await objectStore.putIfAbsent(key, answer);
    await loadPriceObject({ warehouse, objectStore, key });
    const [entry] = await new Quarantine(warehouse).list({ symbol: 'KEPT' });
    expect(entry).toMatchObject({ uri: key, location: 'file' });
    const id = entry!.quarantine_id;
    expect(await replayQuarantined({ ...stores(), id })).toMatchObject({ state: 'open', reason: expect.any(String) });
    const elsewhere = localObjectStore(folder.path('empty'));
    await expect(replayQuarantined({ warehouse, objectStore: elsewhere, id })).rejects.toMatchObject({
      code: 'PRICE_OBJECT_GONE',
    });
  });

  test('says so when there is no such entry', async () => {
    const replay = replayQuarantined({ ...stores(), id: 'nothing' });
    await expect(replay).rejects.toMatchObject({ code: 'QUARANTINE_NO_ENTRY' });
  });
});
