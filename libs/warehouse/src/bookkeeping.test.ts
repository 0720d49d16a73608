import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Warehouse } from './contract.ts';
import { IngestLog } from './ingest-log.ts';
import { Quarantine, quarantineId } from './quarantine.ts';
import { embeddedHome, type TestHome } from './testing/homes.ts';

let home: TestHome;
let warehouse: Warehouse;

beforeAll(async () => {
  home = await embeddedHome();
  warehouse = home.warehouse;
});

afterAll(() => home.end());

beforeEach(async () => {
  await warehouse.command('TRUNCATE TABLE quarantine');
  await warehouse.command('TRUNCATE TABLE ingest_log');
});

const entry = {
  source: 'yahoo-csv',
  uri: 'file:///prices/A.csv',
  location: 'line 7',
  symbol: 'A',
  code: 'PRICE_NEGATIVE_VOLUME',
  message: 'volume is negative',
  payload: '2020-01-02,1,2,0,1,1,-5\n\n"',
};

describe('quarantine', () => {
  test('keeps an entry once, however often it is delivered, with its payload unchanged', async () => {
    const quarantine = new Quarantine(warehouse);
    const other = { ...entry, location: 'line 8' };
    expect(await quarantine.put([entry, entry])).toBe(1);
    expect(await quarantine.put([entry, other])).toBe(1);
    expect(await quarantine.list()).toMatchObject([
      { ...entry, state: 'open', quarantine_id: quarantineId(entry) },
      { ...other, state: 'open' },
    ]);
  });

  test('remembers what became of an entry when it is delivered again', async () => {
    const quarantine = new Quarantine(warehouse);
    await quarantine.put([entry]);
    expect(await quarantine.setState(quarantineId(entry), 'replayed')).toBe(true);
    expect(await quarantine.put([entry])).toBe(0);
    expect(await quarantine.get(quarantineId(entry))).toMatchObject({ ...entry, state: 'replayed' });
    expect(await quarantine.setState('no such id', 'dismissed')).toBe(false);
    expect(await quarantine.get('no such id')).toBeUndefined();
  });

  test('lists by source, symbol, code and state, and counts', async () => {
    const quarantine = new Quarantine(warehouse);
    await quarantine.put([entry, { ...entry, symbol: 'B', uri: 'b' }, { ...entry, source: 'stooq', uri: 'c' }]);
    await quarantine.setState(quarantineId({ ...entry, source: 'stooq', uri: 'c' }), 'dismissed');
    expect(await quarantine.list({ symbol: 'B' })).toMatchObject([{ uri: 'b' }]);
    expect(await quarantine.list({ source: 'yahoo-csv', state: 'open', limit: 1, offset: 1 })).toMatchObject([
      { symbol: 'A' },
    ]);
    expect(await quarantine.list({ code: 'OTHER' })).toEqual([]);
    expect(await quarantine.counts()).toEqual([
      { state: 'dismissed', source: 'stooq', code: entry.code, entries: 1 },
      { state: 'open', source: 'yahoo-csv', code: entry.code, entries: 2 },
    ]);
  });

  test('holds more entries than one query has parameters for', async () => {
    const quarantine = new Quarantine(warehouse);
    const entries = Array.from({ length: 1201 }, (_, line) => ({ ...entry, location: `line ${line}` }));
    expect(await quarantine.put(entries)).toBe(1201);
    expect(await quarantine.put(entries)).toBe(0);
  });

  test('tells entries apart whose texts only together are the same', () => {
    expect(quarantineId({ ...entry, uri: 'ab', location: 'c' })).not.toBe(
      quarantineId({ ...entry, uri: 'a', location: 'bc' }),
    );
  });
});

describe('the ingest log', () => {
  const record = {
    source: 'yahoo-csv',
    uri: 'file:///prices/A.csv',
    content_hash: 'abc',
    rows_read: 10,
    rows_new: 8,
    rows_unchanged: 1,
    rows_quarantined: 1,
    status: 'loaded',
    message: '',
  };

  test('has one row for a content that was delivered twice, the newest', async () => {
    const log = new IngestLog(warehouse);
    await log.record(record);
    await log.record({ ...record, rows_new: 0, rows_unchanged: 9 }, { ...record, content_hash: 'def' });
    expect(await log.find(record.source, record.uri, 'abc')).toMatchObject({ rows_new: 0, rows_unchanged: 9 });
    expect(await log.find(record.source, record.uri, 'none')).toBeUndefined();
    expect((await log.list({ source: 'yahoo-csv' })).map(({ content_hash }) => content_hash).sort()).toEqual([
      'abc',
      'def',
    ]);
    expect(await log.list({ source: 'other' })).toEqual([]);
    expect((await log.list({ limit: 1 })).length).toBe(1);
  });
});
