import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  companiesTable,
  filingRevision,
  fundamentalEventsTable,
  IngestLog,
  openWarehouse,
  type Warehouse,
} from '@fm/warehouse';
import { filingNotes } from './filing-notes.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-filing-notes-'));
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse({ home });
});
afterAll(async () => {
  await warehouse.close();
  rmSync(home, { recursive: true });
});

const event = (cik: string) => ({
  ...{ cik, item: 'cash', filing: 'a', known_at: '2020-02-03 00:00:00.000', period_end: '2019-12-31', value: 1 },
  ...{ unit: 'USD', tag: 'Cash', derivation: 'reported', accn: 'a', reason: '', version: 1n },
});
const record = (content_hash: string, message: string) => ({
  ...{ source: 'sec-filing', uri: `sec-filing/ingested/CIK1/${content_hash}.json`, content_hash, message },
  ...{ rows_read: 1, rows_new: 1, rows_unchanged: 0, rows_quarantined: 0, status: 'done' },
});

test('a run names filers without a symbol, and documents that were read under older rules until they are read again', async () => {
  expect(await filingNotes(warehouse)).toEqual([]);
  await warehouse.insert(fundamentalEventsTable, [event('1'), event('2')]);
  await warehouse.insert(companiesTable, [
    { cik: '1', symbol: 'ONE', source: 'submissions', name: '', version: 1n, place: 0 },
  ]);
  const log = new IngestLog(warehouse);
  await log.record(record('old', 'revision 3'));
  const notes = await filingNotes(warehouse);
  expect(notes).toHaveLength(2);
  expect(notes[0]).toMatch(/1 of 2 filers have no symbol/);
  expect(notes[1]).toMatch(/1 documents were read under older rules/);
  await log.record(record('new', filingRevision));
  expect(await filingNotes(warehouse)).toHaveLength(1);
});
