import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { motoInstalled, motoInstallLine, startMoto, type MotoServer } from '@fm/object-store/testing';
import { tableContentHash } from './content-hash.ts';
import type { Warehouse } from './contract.ts';
import { openWarehouse } from './open.ts';
import { allTables } from './tables/all-tables.ts';
import { pricesTable } from './rows.ts';
import { wavePrices } from './testing/wave-prices.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-object-backup-'));
let moto: MotoServer;
let place: string;

const title = motoInstalled ? "ClickHouse's own backup to S3" : `skipped: needs moto_server (${motoInstallLine})`;
(motoInstalled ? describe : describe.skip)(title, () => {
  beforeAll(async () => {
    moto = await startMoto();
    place = `S3('${moto.endpoint}/backups/first', 'local', 'local')`;
  });
  afterAll(async () => {
    await moto.stop();
    rmSync(folder, { recursive: true });
  });

  const hashesOf = async (warehouse: Warehouse): Promise<Record<string, string>> => {
    const hashes: Record<string, string> = {};
    for (const table of allTables) hashes[table.name] = await tableContentHash(warehouse, table);
    return hashes;
  };

  test('is restored into an empty data folder with every row of every table', async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const s3 = new S3Client({ endpoint: moto.endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
    await s3.send(new CreateBucketCommand({ Bucket: 'backups' }));
    const warehouse = await openWarehouse({ home: join(folder, 'one') });
    await warehouse.insert(pricesTable, wavePrices(9, '2019-01-01', 522));
    const [{ name } = { name: '' }] = await warehouse.query<{ name: string }>('SELECT currentDatabase() AS name');
    const before = await hashesOf(warehouse);
    await warehouse.command(`BACKUP DATABASE ${name} TO ${place}`);
    await warehouse.close();
    const { KeyCount = 0 } = await s3.send(new ListObjectsV2Command({ Bucket: 'backups' }));
    expect(KeyCount).toBeGreaterThan(20);
    const empty = await openWarehouse({ home: join(folder, 'two') });
    expect(await tableContentHash(empty, pricesTable)).not.toBe(before['prices']);
    await empty.command(`RESTORE DATABASE ${name} FROM ${place} SETTINGS allow_non_empty_tables = true`);
    const after = await hashesOf(empty);
    await empty.close();
    expect(after).toEqual(before);
    expect(before['prices']).toMatch(/^4698-/);
  }, 240_000);
});
