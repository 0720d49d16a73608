import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { localObjectStore } from '@fm/object-store';
import { Quarantine } from '@fm/warehouse';
import { zipSync } from 'fflate';
import { ingestActions } from './actions/ingest-actions.ts';
import { replayActions } from './actions/replay-actions.ts';
import { ingestDelistings } from './delistings/ingest-delistings.ts';
import { ingestGroups } from './groups/ingest-groups.ts';
import { ingestRiskFree } from './risk-free/ingest-risk-free.ts';
import { ingestShortInterest } from './short-interest/ingest-short-interest.ts';
import { openDataFolder, type DataFolder } from './testing/data-folder.ts';
import { ingestValues } from './values/ingest-values.ts';

let folder: DataFolder;
beforeAll(async () => {
  folder = await openDataFolder();
});
afterAll(() => folder.end());

const store = () => localObjectStore(folder.path('objects'));
const doors: readonly [table: string, name: string, content: string, ingest: (path: string) => Promise<unknown>][] = [
  [
    'corporate_actions',
    'KO.csv',
    'Date,Stock Splits\n2012-08-13,2\n',
    (path) => ingestActions({ warehouse: folder.warehouse, paths: [path] }),
  ],
  [
    'delistings',
    'gone.csv',
    'symbol,date,return\nKO,2024-03-07,-0.3\n',
    (path) => ingestDelistings({ warehouse: folder.warehouse, paths: [path] }),
  ],
  [
    'short_interest',
    'short.csv',
    'symbol,settlementDate,publishedAt,sharesShort\nKO,2024-02-15,2024-02-27,1000\n',
    (path) => ingestShortInterest({ warehouse: folder.warehouse, paths: [path] }),
  ],
  ['risk_free', 'rates.csv', ',RF\n20240301,0.02\n', (path) => ingestRiskFree(folder.warehouse, path)],
  [
    'user_values',
    'quality.csv',
    'date,symbol,value\n2024-03-05,KO,0.7\n2024-03-05,PEP,0.6\n',
    (path) => ingestValues({ warehouse: folder.warehouse, paths: [path] }),
  ],
  [
    'stock_groups',
    'groups.csv',
    'ticker,group\nKO,Beverages\n',
    (path) => ingestGroups({ warehouse: folder.warehouse, objectStore: store(), paths: [path] }),
  ],
];

describe('a table that is packed', () => {
  test.each(doors)('goes into %s as the file that it holds does', async (table, name, content, ingest) => {
    const rowsIn = async () => {
      const [row] = await folder.warehouse.query<{ n: string }>(`SELECT count() AS n FROM ${table} FINAL`);
      return Number(row?.n);
    };
    await ingest(folder.write(`${table}.zip`, zipSync({ [`data/${name}`]: Buffer.from(content) })));
    const rows = await rowsIn();
    expect(rows).toBeGreaterThan(0);
    await ingest(folder.write(`packed/${name}.gz`, gzipSync(content)));
    await ingest(folder.write(`plain/${name}`, content));
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
  });
});
