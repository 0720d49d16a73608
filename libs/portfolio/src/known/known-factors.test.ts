import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openWarehouse, type Warehouse } from '@fm/warehouse';
import { zipSync } from 'fflate';
import { ingestKnownReturns, replayKnownReturns } from './ingest-known-returns.ts';
import { readKnownFactors, readKnownSets } from './read-known-factors.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-known-'));
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse({ home });
});
afterAll(async () => {
  await warehouse.close();
  rmSync(home, { recursive: true, force: true });
});

const days = Array.from({ length: 12 }, (_, at) => `202103${String(at + 1).padStart(2, '0')}`);

function file(name: string, header: string, values: string): string {
  const path = join(home, name);
  writeFileSync(path, `${header}\n${days.map((day) => `${day},${values}`).join('\n')}\n`);
  return path;
}

test('a set that no library has is refused with what is there', async () => {
  await expect(readKnownFactors(warehouse, 'FF3')).rejects.toMatchObject({ code: 'KNOWN_FACTORS_MISSING' });
});

test('a file is loaded once, and a later edition replaces what it changed', async () => {
  const path = file('five.csv', ',Mkt-RF,SMB,HML,RMW,CMA,RF', '0.5,0.1,0.2,0.3,0.4,0.01');
  expect(await ingestKnownReturns(warehouse, path)).toMatchObject({ new: 72, unchanged: 0, unit: 'percent' });
  expect(await ingestKnownReturns(warehouse, path)).toMatchObject({ new: 0, unchanged: 72 });
  file('five.csv', ',Mkt-RF,SMB,HML,RMW,CMA,RF', '0.6,0.1,0.2,0.3,0.4,0.01');
  expect(await ingestKnownReturns(warehouse, path)).toMatchObject({ new: 12, unchanged: 60 });
  const { series } = await readKnownFactors(warehouse, 'CAPM');
  expect([...series[0]!]).toEqual(days.map(() => 0.6 / 100));
});

test('SMB of three factors is that of the file with three, and momentum comes from a file of its own', async () => {
  await ingestKnownReturns(warehouse, file('three.csv', ',Mkt-RF,SMB,HML,RF', '0.5,0.9,0.2,0.01'));
  await ingestKnownReturns(warehouse, file('momentum.csv', ',Mom', '0.7'));
  const three = await readKnownFactors(warehouse, 'FF3');
  expect([three.libraries, three.series[1]![0]]).toEqual([['three', 'three', 'three'], 0.9 / 100]);
  const six = await readKnownFactors(warehouse, 'FF5+momentum');
  expect(six.libraries).toEqual(['five', 'five', 'five', 'five', 'five', 'momentum']);
  expect(six.series.map((one) => one[0])).toEqual([0.6, 0.1, 0.2, 0.3, 0.4, 0.7].map((percent) => percent / 100));
  expect(six.frequency).toBe('day');
  await expect(readKnownFactors(warehouse, 'FF3', 'month')).rejects.toMatchObject({ code: 'KNOWN_FACTORS_MISSING' });
});

test('all sets read at once are those read one by one', async () => {
  const sets = await readKnownSets(warehouse);
  expect(sets.map(({ set }) => set)).toEqual(['CAPM', 'FF3', 'FF5', 'FF5+momentum']);
  for (const one of sets) expect(one).toEqual(await readKnownFactors(warehouse, one.set));
});

test('a line that cannot be used is set aside and taken when it is mended', async () => {
  const path = join(home, 'mend.csv');
  writeFileSync(path, ',Mkt-RF\n20210301,dog\n20210302,0.5\n');
  const { asideIds, quarantined } = await ingestKnownReturns(warehouse, path);
  expect(quarantined).toBe(1);
  expect(await replayKnownReturns({ warehouse, id: asideIds[0]! })).toMatchObject({ state: 'open' });
  writeFileSync(path, ',Mkt-RF\n20210301,0.4\n20210302,0.5\n');
  expect(await replayKnownReturns({ warehouse, id: asideIds[0]! })).toEqual({ state: 'replayed', reason: '' });
});

test('a file that is not there and one without a table are named', async () => {
  await expect(ingestKnownReturns(warehouse, join(home, 'no.csv'))).rejects.toMatchObject({
    code: 'FACTOR_RETURNS_UNREADABLE',
  });
  writeFileSync(join(home, 'other.csv'), 'a,b\n1,2\n');
  await expect(ingestKnownReturns(warehouse, join(home, 'other.csv'))).rejects.toMatchObject({
    code: 'FACTOR_RETURNS_NONE',
  });
});

test("the archive that French's library gives is named after the file in it", async () => {
  const path = join(home, 'F-F_Momentum_Factor_daily_CSV.zip');
  const csv = readFileSync(file('F-F_Momentum_Factor_daily.csv', ',Mom', '0.7'));
  writeFileSync(path, zipSync({ 'F-F_Momentum_Factor_daily.csv': csv }));
  const { tables } = await ingestKnownReturns(warehouse, path);
  expect(tables.map(({ library }) => library)).toEqual(['F-F_Momentum_Factor_daily']);
  expect(await ingestKnownReturns(warehouse, join(home, 'F-F_Momentum_Factor_daily.csv'))).toMatchObject({ new: 0 });
});
