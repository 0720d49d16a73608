import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { allTables, openWarehouse, tableContentHash } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { pricesTable } from '@fm/warehouse/rows';
import { fmProgram, runFm } from './testing/run-fm.ts';

const patience = 120_000;
const root = mkdtempSync(join(tmpdir(), 'fm-backup-'));
const [home, kept] = [join(root, 'home'), join(root, 'kept')];
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function contentsOf(folder: string): Promise<Record<string, string>> {
  const warehouse = await openWarehouse({ home: folder });
  try {
    const hashes: Record<string, string> = {};
    for (const table of allTables) hashes[table.name] = await tableContentHash(warehouse, table);
    return hashes;
  } finally {
    await warehouse.close();
  }
}

/** Starts `fm` over a data folder and kills it when it says that it has come to a table. */
async function killedAt(folder: string, table: string, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [fmProgram(), ...args], {
    env: { ...process.env, FM_HOME: folder, CLICKHOUSE_URL: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.on('data', (text: Buffer) => void (text.includes(`table ${table}\n`) && child.kill('SIGKILL')));
  const signal = await new Promise((resolve) => child.once('close', (_, ended) => resolve(ended)));
  expect(signal).toBe('SIGKILL');
}

beforeAll(async () => {
  const warehouse = await openWarehouse({ home });
  await warehouse.insert(pricesTable, wavePrices(7, '2020-01-01', 193));
  await warehouse.close();
  mkdirSync(join(home, 'objects', 'deep'), { recursive: true });
  writeFileSync(join(home, 'objects', 'deep', 'document.json'), '{}');
  expect(runFm(home, 'mine', '--factors', 'ROC20', '--ranges', 'yearly')).toMatchObject({ status: 0 });
}, patience);

test(
  'a backup that was killed leaves nothing in its place, and the next one is whole',
  async () => {
    await killedAt(home, 'prices', 'backup', kept);
    expect(existsSync(kept)).toBe(false);
    expect(runFm(home, 'backup', kept)).toMatchObject({ status: 0, stdout: expect.stringContaining(kept) });
    expect(existsSync(`${kept}.partial`)).toBe(false);
    expect(runFm(home, 'backup', kept)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('BACKUP_PLACE_TAKEN'),
    });
  },
  patience,
);

test(
  'a folder restored after an interruption holds the same rows and files, and shows the same results',
  async () => {
    const restored = join(root, 'restored');
    await killedAt(restored, 'prices', 'restore', kept);
    expect(existsSync(restored)).toBe(false);
    expect(runFm(restored, 'restore', kept)).toMatchObject({ status: 0 });
    expect(await contentsOf(restored)).toEqual(await contentsOf(home));
    expect(readFileSync(join(restored, 'objects', 'deep', 'document.json'), 'utf8')).toBe('{}');
    expect(runFm(restored, 'results', '--format', 'json').stdout).toBe(
      runFm(home, 'results', '--format', 'json').stdout,
    );
    expect(runFm(restored, 'restore', kept)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('BACKUP_PLACE_TAKEN'),
    });
  },
  patience,
);

test(
  'a backup is written while another process has the folder open',
  async () => {
    const warehouse = await openWarehouse({ home });
    try {
      const beside = spawn(process.execPath, [fmProgram(), 'backup', join(root, 'beside')], {
        env: { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '' },
        stdio: 'ignore',
      });
      expect(await new Promise((resolve) => beside.once('close', resolve))).toBe(0);
    } finally {
      await warehouse.close();
    }
    expect(runFm(join(root, 'second'), 'restore', join(root, 'beside'))).toMatchObject({ status: 0 });
    expect(await contentsOf(join(root, 'second'))).toEqual(await contentsOf(home));
  },
  patience,
);

test('a changed file, a later release and a folder that is not a backup are refused before anything is made', () => {
  const target = join(root, 'never');
  const block = join(kept, 'tables', 'prices', '0.native.gz');
  const bytes = readFileSync(block);
  writeFileSync(block, bytes.subarray(1));
  expect(runFm(target, 'restore', kept).stderr).toMatch(/BACKUP_DAMAGED.*tables\/prices\/0\.native\.gz/);
  writeFileSync(block, bytes);

  const manifest = readFileSync(join(kept, 'manifest.json'), 'utf8');
  writeFileSync(join(kept, 'manifest.json'), manifest.replace('"migrations": [', '"migrations": [9999,'));
  expect(runFm(target, 'restore', kept).stderr).toContain('BACKUP_NEWER');
  expect(runFm(target, 'restore', home)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('BACKUP_UNREADABLE'),
  });
  expect([existsSync(target), existsSync(`${target}.restoring`)]).toEqual([false, false]);
}, 60_000);
