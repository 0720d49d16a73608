import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isoOfDay } from '@fm/platform/time';
import { openWarehouse, pricesTable, quarantineTable, tableContentHash } from '@fm/warehouse';
import { startIngest } from './testing/start-ingest.ts';
import { yahooHeader } from './testing/parsing.ts';

const files = 12;
const rowsPerFile = 400;

let folder: string;
let clean: string[];
let homes = 0;
const newHome = (): string => join(folder, `home-${homes++}`);
const prices = (): string => join(folder, 'prices');

/** What the tables hold, whatever the order and number of deliveries. */
async function contents(home: string): Promise<string[]> {
  const warehouse = await openWarehouse({ home });
  try {
    return [await tableContentHash(warehouse, pricesTable), await tableContentHash(warehouse, quarantineTable)];
  } finally {
    await warehouse.close();
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fm-ingest-'));
  mkdirSync(prices());
  for (let file = 0; file < files; file++) {
    const rows = Array.from({ length: rowsPerFile }, (_, at) => {
      const price = 50 + file + ((at * 7) % 11) / 10;
      // One row of each file is bad and belongs into quarantine.
      const volume = at === 17 ? -1 : 1000 + at;
      return `${isoOfDay(18_000 + at)},${price},${price + 1},${price - 1},${price},${price},${volume}`;
    });
    writeFileSync(join(prices(), `KO${file}.csv`), [yahooHeader, ...rows].join('\n'));
  }
  const home = newHome();
  expect(await startIngest(home, prices()).ended).toBe(0);
  clean = await contents(home);
  expect(clean[0]).toMatch(new RegExp(`^${files * (rowsPerFile - 1)}-`));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the tables hold the same rows', () => {
  test('when two processes ingest the same files at once', async () => {
    const home = newHome();
    const both = [startIngest(home, prices()), startIngest(home, prices())];
    expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0]);
    expect(await contents(home)).toEqual(clean);
  });

  test.each(['open', 'file 1', 'file 5', 'file 12', 'read'])(
    'when the process is killed as it writes "%s" and started again',
    async (moment) => {
      const home = newHome();
      const first = startIngest(home, prices());
      await first.reaches(moment);
      await first.kill();
      expect(await startIngest(home, prices()).ended).toBe(0);
      expect(await contents(home)).toEqual(clean);
    },
  );
});
