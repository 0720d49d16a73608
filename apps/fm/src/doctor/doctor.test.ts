import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openWarehouse, pricesTable } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { runFm } from '../testing/run-fm.ts';
import type { Finding } from './finding.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-doctor-'));
let data: string;

beforeAll(async () => {
  const warehouse = await openWarehouse({ home });
  await warehouse.insert(pricesTable, wavePrices(3, '2020-01-01', 50));
  const [part] = await warehouse.query<{ path: string }>(
    "SELECT path FROM system.parts WHERE table = 'prices' AND active",
  );
  data = join(part?.path as string, 'data.bin');
  await warehouse.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

function doctor(...args: string[]) {
  const run = runFm(home, 'doctor', '--format', 'json', ...args);
  const findings = JSON.parse(run.stdout) as Finding[];
  return { ...run, about: (capability: string) => findings.find((finding) => finding.capability === capability) };
}

test('files that are as they were written are called so, files that are not are named', () => {
  expect(doctor().about('files of the warehouse')).toMatchObject({ state: 'ok' });
  const whole = readFileSync(data);
  const harmed = Buffer.from(whole);
  for (let at = 40; at < harmed.length; at += 40) harmed[at] = 255 - (harmed[at] ?? 0);
  writeFileSync(data, harmed);
  const { status, about } = doctor();
  expect(status).toBe(1);
  expect(about('files of the warehouse')).toMatchObject({
    state: 'broken',
    found: expect.stringMatching(/^prices, part/),
  });
  writeFileSync(data, whole);
});

test('a damaged part stops every command until it is set aside, and is named afterwards', () => {
  truncateSync(data, 100);
  for (const command of [['results'], ['mine'], ['ingest', 'prices', home]]) {
    expect(runFm(home, ...command)).toMatchObject({ status: 1, stderr: expect.stringContaining('WAREHOUSE_DAMAGED') });
  }
  const before = doctor();
  expect([before.status, before.about('warehouse')]).toMatchObject([
    1,
    {
      state: 'broken',
      found: expect.stringContaining('missing are 150 rows of prices'),
      remedy: expect.stringContaining('a copy of FM_HOME'),
    },
  ]);
  const after = doctor('--set-aside');
  expect([after.status, after.stderr]).toMatchObject([0, expect.stringContaining('set aside: 150 rows of prices')]);
  expect(after.about('damaged parts')).toMatchObject({
    state: 'missing',
    found: expect.stringContaining('prices/broken'),
  });
});
