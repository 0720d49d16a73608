import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openWarehouse } from '../open.ts';

test('every pair of bytes in a binary body arrives, those that end a statement too', async () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-bytes-'));
  const warehouse = await openWarehouse({ home });
  try {
    await warehouse.command('CREATE TABLE pairs (pair UInt16) ENGINE = MergeTree ORDER BY pair');
    const body = new Uint8Array(Uint16Array.from({ length: 65_536 }, (_, pair) => pair).buffer);
    await warehouse.insertBytes({ name: 'pairs', columns: {} }, ['pair'], 'RowBinary', body);
    const rows = await warehouse.query('SELECT uniqExact(pair) AS pairs, max(pair) AS last FROM pairs');
    expect(rows).toEqual([{ pairs: '65536', last: 65_535 }]);
  } finally {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  }
});
