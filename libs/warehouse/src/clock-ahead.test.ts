import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Warehouse } from './contract.ts';
import { IngestLog } from './ingest-log.ts';
import { openWarehouse } from './open.ts';
import { Quarantine, quarantineId } from './quarantine.ts';
import { ingestLogTable, quarantineTable } from './tables/tables.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { lastingVersion, nextVersion } from './version.ts';

/** Version that a clock gave which was in the year 2090. */
const ahead = BigInt(Date.UTC(2090, 0, 1)) * 1000n;

const entry = { source: 's', uri: 'a.csv', location: 'line 1', code: 'C', message: 'm', payload: 'p' };
const record = {
  ...{ source: 's', uri: 'a.csv', content_hash: 'h', rows_read: 1, rows_new: 0, rows_unchanged: 0 },
  ...{ rows_quarantined: 1, status: 'partial', message: '' },
};

const { folder: home, remove } = temporaryFolder();
let warehouse: Warehouse;

beforeAll(async () => {
  const before = await openWarehouse({ home });
  await before.insert(quarantineTable, [
    { ...entry, symbol: '', quarantine_id: quarantineId(entry), state: 'open', version: ahead },
  ]);
  await before.insert(ingestLogTable, [{ ...record, version: ahead + 1n }]);
  await before.close();
  warehouse = await openWarehouse({ home });
});
afterAll(async () => {
  await warehouse.close();
  remove();
});

test('what was written while the clock was ahead is corrected by what comes later', async () => {
  const quarantine = new Quarantine(warehouse);
  expect(await quarantine.setState(quarantineId(entry), 'dismissed')).toBe(true);
  expect(await quarantine.get(quarantineId(entry))).toMatchObject({ state: 'dismissed' });
  const log = new IngestLog(warehouse);
  await log.record({ ...record, status: 'loaded', rows_quarantined: 0 });
  expect(await log.find('s', 'a.csv', 'h')).toMatchObject({ status: 'loaded' });
});

test('a process that opens the warehouse writes only versions above those that are there', async () => {
  expect(nextVersion()).toBeGreaterThan(ahead + 1n);
  expect(lastingVersion()).toBeGreaterThan((1n << 62n) | (ahead + 1n));
});

test('another process corrects what this one wrote while it stays open', async () => {
  const quarantine = new Quarantine(warehouse);
  const later = ahead * 2n - BigInt(Date.UTC(2080, 0, 1)) * 1000n;
  await warehouse.insert(quarantineTable, [
    { ...entry, symbol: '', quarantine_id: quarantineId(entry), state: 'open', version: later },
  ]);
  await quarantine.setState(quarantineId(entry), 'replayed');
  expect(await quarantine.get(quarantineId(entry))).toMatchObject({ state: 'replayed' });
});
