import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { knownGroups } from '@fm/warehouse';
import { documentKey } from './keys.ts';
import { extractObject } from './extract.ts';
import { submissions } from './testing/documents.ts';
import { realFilings, testWithRealFilings } from './testing/real-data.ts';
import { openWorkbench, type Workbench } from './testing/workbench.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterEach(() => bench.clear());
afterAll(() => bench.end());

async function deliver(document: unknown, received: string): Promise<void> {
  const body = Buffer.from(JSON.stringify(document));
  const key = documentKey('submissions', 'CIK0000000001', body);
  await bench.objectStore.putIfAbsent(key, body, { received });
  await extractObject({ ...bench, key });
}

const known = async (symbol: string) =>
  (await knownGroups(bench.warehouse, { symbols: [symbol], until: Date.parse('2100-01-01') })).map(
    ({ source, knownAt, group }) => [source, new Date(knownAt).toISOString(), group],
  );
/** Documents of one company with another industry, and with another filing so that each is another document. */
const index = (sic: unknown, filings = 0) => ({
  ...submissions(1, [
    ...Array.from({ length: filings }, (_, n) => {
      return {
        accn: `0000000001-21-00000${n}`,
        form: '8-K',
        filed: '2021-01-04',
        accepted: '2021-01-04T22:00:00.000Z',
      };
    }),
  ]),
  sic,
});

describe('the industry of a company', () => {
  test('is its SIC major group from the moment the document was collected, and changes back and forth', async () => {
    await deliver(index('3571'), '2022-03-01T12:00:00.000Z');
    await deliver(index('7372', 1), '2023-03-01T12:00:00.000Z');
    await deliver(index('3571', 2), '2024-03-01T12:00:00.000Z');
    // The first one again changes nothing.
    await deliver(index('3571'), '2025-03-01T12:00:00.000Z');
    expect(await known('MADE')).toEqual([
      ['sic', '2022-03-01T12:00:00.000Z', 'SIC 35'],
      ['sic', '2023-03-01T12:00:00.000Z', 'SIC 73'],
      ['sic', '2024-03-01T12:00:00.000Z', 'SIC 35'],
    ]);
  });

  test.each(['', '0000', null, 3571, '35', undefined])('is none where the document has %j', async (sic) => {
    await deliver(index(sic), '2022-03-01T12:00:00.000Z');
    expect(await known('MADE')).toEqual([]);
  });
});

describe('of real submissions', () => {
  testWithRealFilings.each([
    ['AAPL', 'CIK0000320193', 'SIC 35', '3571 Electronic Computers'],
    ['NKE', 'CIK0000320187', 'SIC 30', '3021 Rubber & Plastics Footwear'],
    ['HD', 'CIK0000354950', 'SIC 52', '5211 Retail-Lumber & Other Building Materials Dealers'],
    ['NVDA', 'CIK0001045810', 'SIC 36', '3674 Semiconductors & Related Devices'],
  ])('%s has the industry that its document says, known on no day before', async (symbol, name, group, detail) => {
    const body = readFileSync(join(realFilings, 'submissions', `${name}.json`));
    const key = documentKey('submissions', name, body);
    await bench.objectStore.putIfAbsent(key, body, { received: '2026-07-01T12:00:00.000Z' });
    await extractObject({ ...bench, key });
    expect(await known(symbol)).toEqual([['sic', '2026-07-01T12:00:00.000Z', group]]);
    const [row] = await bench.warehouse.query<{ detail: string }>(
      'SELECT detail FROM stock_groups WHERE symbol = {symbol:String}',
      { symbol },
    );
    expect(row?.detail).toBe(detail);
  });
});
