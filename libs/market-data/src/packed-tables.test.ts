import { rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Quarantine } from '@fm/warehouse';
import { zipSync } from 'fflate';
import { ingestActions } from './actions/ingest-actions.ts';
import { replayActions } from './actions/replay-actions.ts';
import { openDataFolder, type DataFolder } from './testing/data-folder.ts';
import { tableDoors } from './testing/table-doors.ts';

let folder: DataFolder;
beforeAll(async () => {
  folder = await openDataFolder();
});
afterAll(() => folder.end());

describe('a table that is packed', () => {
  test.each(tableDoors)('goes into %s as the file that it holds does', async (table, name, content, ingest) => {
    const rowsIn = async () => {
      const [row] = await folder.warehouse.query<{ n: string }>(`SELECT count() AS n FROM ${table} FINAL`);
      return Number(row?.n);
    };
    await ingest(folder, folder.write(`${table}.zip`, zipSync({ [`data/${name}`]: Buffer.from(content) })));
    const rows = await rowsIn();
    expect(rows).toBeGreaterThan(0);
    await ingest(folder, folder.write(`packed/${name}.gz`, gzipSync(content)));
    await ingest(folder, folder.write(`plain/${name}`, content));
    expect(await rowsIn()).toBe(rows);
  });

  test('is replayed from its archive, and says so when the archive is gone', async () => {
    const { warehouse } = folder;
    const archive = (line: string) =>
      folder.write('more.zip', zipSync({ 'a.csv': Buffer.from(`Symbol,Date,Kind,Value\n${line}\n`) }));
    await ingestActions({ warehouse, paths: [archive('PEP,2012-08-13,split,two')] });
    const [entry] = await new Quarantine(warehouse).list({ state: 'open' });
    const id = entry?.quarantine_id ?? '';
    expect(await replayActions({ warehouse, id })).toMatchObject({ state: 'open' });
    archive('PEP,2012-08-13,split,2');
    expect(await replayActions({ warehouse, id })).toMatchObject({ state: 'replayed' });
    rmSync(folder.path('more.zip'));
    await expect(replayActions({ warehouse, id })).rejects.toMatchObject({ code: 'QUARANTINE_FILE_GONE' });
  });
});
